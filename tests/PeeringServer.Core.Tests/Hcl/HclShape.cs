using System.Globalization;
using System.Text;
using PeeringServer.Core.GoText;
using PeeringServer.Core.Hcl;

namespace PeeringServer.Core.Tests.Hcl;

/// <summary>
/// Decoded HCL in one line, for comparing: <c>{key:value}</c> for maps in the order of their keys, <c>[...]</c> for
/// lists, <c>&lt;...&gt;</c> for blocks.
/// </summary>
internal static class HclShape
{
    public static string Of(object? value) => value switch
    {
        HclMap map => "{" + string.Join(',', map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}:{Of(entry.Value)}")) + "}",
        List<HclMap> blocks => "<" + string.Join(',', blocks.Select(Of)) + ">",
        List<object?> list => "[" + string.Join(',', list.Select(Of)) + "]",
        string text => GoQuote.Quote(text),
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "f",
        long number => number.ToString(CultureInfo.InvariantCulture),
        _ => "?",
    };

    public static string Parsed(string hcl) => Of(HclDocument.Parse(Encoding.UTF8.GetBytes(hcl)));
}
