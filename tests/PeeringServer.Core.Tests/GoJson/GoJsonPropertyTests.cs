using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using PeeringServer.Core.GoJson;

namespace PeeringServer.Core.Tests.GoJson;

public sealed class GoJsonPropertyTests
{
    private static readonly Gen<string> Texts = ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "");

    [Fact]
    public void AnyTree_WrittenBySystemTextJson_IsReadBackEqual() =>
        Prop.ForAll(Trees(4).ToArbitrary(), tree =>
        {
            byte[] json = JsonSerializer.SerializeToUtf8Bytes(tree);

            object? read = GoJsonDecoder.Unmarshal(json, GoType.Interface);

            return JsonSerializer.SerializeToUtf8Bytes(read).SequenceEqual(json);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void AnyBytes_AreDecodedOrRefused() =>
        Prop.ForAll(Gen.OneOf(ArbMap.Default.GeneratorFor<byte[]>(), Damaged()).ToArbitrary(), bytes =>
        {
            foreach (GoType type in new[] { GoType.Interface, PeeringTypes.GenerateTokenRequest, PeeringTypes.PeeringToken })
            {
                if (Record.Exception(() => GoJsonDecoder.DecodeStream(bytes, type, true)) is not (null or GoJsonException)
                    || Record.Exception(() => GoJsonDecoder.Unmarshal(bytes, type)) is not (null or GoJsonException))
                {
                    return false;
                }
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void AnyBytes_AreAcceptedAsBySystemTextJson() =>
        Prop.ForAll(Damaged().ToArbitrary(), bytes =>
        {
            // The two differ about broken UTF-8, which Go replaces, and about numbers beyond a double's range.
            Exception? refusal = Record.Exception(() => GoJsonDecoder.Unmarshal(bytes, GoType.Interface));
            bool taken = refusal is null || refusal.Message.StartsWith("json: cannot unmarshal number ", StringComparison.Ordinal);
            return !System.Text.Unicode.Utf8.IsValid(bytes) || taken == IsJson(bytes);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private static bool IsJson(byte[] bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 10_000 });
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // Valid JSON with a byte taken out, put in or changed: what a fuzzer would try first.
    private static Gen<byte[]> Damaged() =>
        from tree in Trees(3)
        let json = JsonSerializer.SerializeToUtf8Bytes(tree)
        from place in Gen.Choose(0, json.Length - 1)
        from length in Gen.Choose(0, 2)
        from put in Gen.OneOf(Gen.Elements(Encoding.ASCII.GetBytes("{}[]:,\"\\0-+.eEtfnu x\t\0")), Gen.Choose(0, 255).Select(value => (byte)value)).ListOf(length)
        select json[..place].Concat(put).Concat(json[Math.Min(json.Length, place + 1)..]).ToArray();

    private static Gen<object?> Trees(int depth)
    {
        Gen<object?> leaf = Gen.OneOf(
            Gen.Constant<object?>(null),
            Gen.Elements<object?>(true, false),
            Texts.Select(text => (object?)text),
            ArbMap.Default.GeneratorFor<int>().Select(number => (object?)(double)number),
            ArbMap.Default.GeneratorFor<NormalFloat>().Select(number => (object?)number.Get));
        return depth == 0
            ? leaf
            : Gen.OneOf(
                leaf,
                Trees(depth - 1).ListOf().Select(list => (object?)list.ToList()),
                Texts.Two().Select(pair => pair.Item1 + pair.Item2).Zip(Trees(depth - 1)).ListOf()
                    .Select(entries => (object?)entries.DistinctBy(entry => entry.Item1).ToDictionary(entry => entry.Item1, entry => entry.Item2)));
    }
}
