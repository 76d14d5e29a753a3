using PeeringServer.Core.Catalog;

namespace PeeringServer.Core.Tests.Catalog;

public sealed class CheckThresholdsTests
{
    [Theory]
    [InlineData(0, 0, 0, "pcwp", "pcwp")]
    [InlineData(2, 0, 0, "pcpp", "pc-p")]
    [InlineData(0, 0, 3, "pcccpcc", "p--cp--")]
    [InlineData(2, 2, 3, "pcccpp", "p-wc-p")]
    [InlineData(0, 0, 2, "cc", "cc")]
    public void Take_Results_CountsThoseInARow(int success, int warning, int critical, string results, string expected)
    {
        var thresholds = new CheckThresholds(new CheckDefinition { SuccessBeforePassing = success, FailuresBeforeWarning = warning, FailuresBeforeCritical = critical });

        var told = results.Select(letter => thresholds.Take(new CheckResult(StatusOf(letter), ""))).Select(static result => result?.Status[0] ?? '-');

        string.Concat(told).Should().Be(expected);
    }

    private static string StatusOf(char letter) => letter switch
    {
        'p' => CheckStatus.Passing,
        'w' => CheckStatus.Warning,
        _ => CheckStatus.Critical,
    };
}
