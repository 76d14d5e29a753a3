using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PeeringServer.Core.Hcl;

namespace PeeringServer.Core.Tests.Hcl;

public sealed class HclPropertyTests
{
    private static readonly Gen<string> Keys =
        from first in Gen.Elements("abcxyzABC_".ToCharArray())
        from rest in Gen.Elements("abcXYZ019_-.".ToCharArray()).ListOf()
        let key = first + string.Concat(rest)
        select key is "true" or "false" ? "key" : key;

    private static readonly Gen<string> Texts = ArbMap.Default.GeneratorFor<string>()
        .Select(text => new string((text ?? "").Where(c => c != '\ue123' && !char.IsSurrogate(c)).ToArray()).Replace("${", "$ {", StringComparison.Ordinal));

    [Fact]
    public void AnyTree_Printed_IsReadBackEqual() =>
        Prop.ForAll(Maps(2).ToArbitrary(), map => HclShape.Of(HclDocument.Parse(Print(map))) == HclShape.Of(map))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void AnyBytes_AreReadOrRefused() =>
        Prop.ForAll(Gen.OneOf(ArbMap.Default.GeneratorFor<byte[]>(), Fragments()).ToArbitrary(), bytes =>
            Record.Exception(() => HclDocument.Parse(bytes)) is null or HclException)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static Gen<byte[]> Fragments() =>
        Gen.Elements(
            "{", "}", "[", "]", "=", ",", ":", "a", "b ", "\"a\"", "\"", "\"${", "\\", "\\u12", "<<E\n", "<<-E\n", "E\n", "  E\n", "\n", "\r\n", " ",
            "1", "-", "0x", "08", "018", "1e", ".5e", "1.5", "true", "null", "#", "//", "/*", "*/", "\0", "\ue123", "é", "${", "'", "\u2028")
            .Select(Encoding.UTF8.GetBytes)
            .Or(Gen.Choose(128, 255).Select(value => new[] { (byte)value }))
            .ListOf()
            .Select(parts => parts.SelectMany(part => part).ToArray());

    private static Gen<HclMap> Maps(int depth) =>
        Keys.Zip(Values(depth)).ListOf().Select(entries =>
        {
            var map = new HclMap();
            foreach ((string key, object? value) in entries)
            {
                map[key] = value;
            }

            return map;
        });

    private static Gen<object?> Values(int depth)
    {
        Gen<object?> leaf = Gen.OneOf(
            Gen.Elements<object?>(true, false),
            Texts.Select(text => (object?)text),
            ArbMap.Default.GeneratorFor<long>().Select(number => (object?)number),
            ArbMap.Default.GeneratorFor<NormalFloat>().Select(number => (object?)number.Get));
        if (depth == 0)
        {
            return leaf;
        }

        Gen<object?> element = Gen.OneOf(leaf, Maps(depth - 1).Select(map => (object?)map));
        return Gen.OneOf(
            leaf,
            element.ListOf().Select(list => (object?)list.ToList()),
            Maps(depth - 1).NonEmptyListOf().Select(blocks => (object?)blocks.ToList()));
    }

    private static string Print(HclMap map) => string.Join('\n', map.SelectMany(entry => entry.Value is List<HclMap> blocks
        ? blocks.Select(block => $"{entry.Key} {{\n{Print(block)}\n}}")
        : [$"{entry.Key} = {Print(entry.Value)}"]));

    private static string Print(object? value) => value switch
    {
        HclMap map => $"{{\n{Print(map)}\n}}",
        List<object?> list => $"[{string.Join(", ", list.Select(Print))}]",
        string text => "\"" + string.Concat(text.Select(c => c is '"' or '\\' || c < ' ' ? $"\\u{(int)c:x4}" : c.ToString())) + "\"",
        bool flag => flag ? "true" : "false",
        double number => number.ToString("E16", CultureInfo.InvariantCulture),
        _ => ((IFormattable)value!).ToString(null, CultureInfo.InvariantCulture),
    };
}
