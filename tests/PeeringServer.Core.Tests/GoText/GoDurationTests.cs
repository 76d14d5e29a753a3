using FsCheck;
using FsCheck.Fluent;
using PeeringServer.Core.GoText;

namespace PeeringServer.Core.Tests.GoText;

public sealed class GoDurationTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("+0", 0)]
    [InlineData("0s", 0)]
    [InlineData("5s", 5 * GoDuration.Second)]
    [InlineData("+5s", 5 * GoDuration.Second)]
    [InlineData("-1.5h", -90 * GoDuration.Minute)]
    [InlineData("1.5s", 1_500_000_000)]
    [InlineData(".5s", 500_000_000)]
    [InlineData("1.s", GoDuration.Second)]
    [InlineData("1h2m3s4ms5us6ns", 3_723_004_005_006)]
    [InlineData("5µs", 5_000)]
    [InlineData("5μs", 5_000)]
    [InlineData("3s1h", 3_603_000_000_000)]
    [InlineData("0.9223372036854775807h", 3_320_413_933_267)]
    [InlineData("0.33333333333333333333h", 20 * GoDuration.Minute)]
    [InlineData("9007199254.740993s", 9_007_199_254_740_993_000)]
    [InlineData("9223372036854775807ns", long.MaxValue)]
    [InlineData("-9223372036854775808ns", long.MinValue)]
    [InlineData("0.100000000000000000000h", 6 * GoDuration.Minute)]
    public void Parse_SoundText_GivesNanoseconds(string text, long nanoseconds)
    {
        GoDuration.TryParse(text, out long parsed, out string? error).Should().BeTrue(error);

        parsed.Should().Be(nanoseconds);
    }

    [Theory]
    [InlineData("", "time: invalid duration \"\"")]
    [InlineData("-", "time: invalid duration \"-\"")]
    [InlineData("x", "time: invalid duration \"x\"")]
    [InlineData("5", "time: missing unit in duration \"5\"")]
    [InlineData("5s3", "time: missing unit in duration \"5s3\"")]
    [InlineData("1d", "time: unknown unit \"d\" in duration \"1d\"")]
    [InlineData("1S", "time: unknown unit \"S\" in duration \"1S\"")]
    [InlineData("1 s", "time: unknown unit \" s\" in duration \"1 s\"")]
    [InlineData("1h-5m", "time: unknown unit \"h-\" in duration \"1h-5m\"")]
    [InlineData(".s", "time: invalid duration \".s\"")]
    [InlineData("--5s", "time: invalid duration \"--5s\"")]
    [InlineData("1é\"\n", "time: unknown unit \"\\xc3\\xa9\\\"\\x0a\" in duration \"1\\xc3\\xa9\\\"\\x0a\"")]
    [InlineData("9223372036854775808ns", "time: invalid duration \"9223372036854775808ns\"")]
    [InlineData("99999999999999999999s", "time: invalid duration \"99999999999999999999s\"")]
    [InlineData("3000000h", "time: invalid duration \"3000000h\"")]
    [InlineData("2562047h60m", "time: invalid duration \"2562047h60m\"")]
    public void Parse_OtherText_IsRefusedInGosWords(string text, string expected)
    {
        GoDuration.TryParse(text, out _, out string? error).Should().BeFalse();

        error.Should().Be(expected);
    }

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(1, "1ns")]
    [InlineData(1_100, "1.1µs")]
    [InlineData(2_200_000, "2.2ms")]
    [InlineData(3_300_000_000, "3.3s")]
    [InlineData(60_000_000_000, "1m0s")]
    [InlineData(245_000_000_000, "4m5s")]
    [InlineData(245_001_000_000, "4m5.001s")]
    [InlineData(3_600_000_000_000, "1h0m0s")]
    [InlineData(18_367_001_000_000, "5h6m7.001s")]
    [InlineData(-15_000_000_000, "-15s")]
    [InlineData(long.MinValue, "-2562047h47m16.854775808s")]
    [InlineData(long.MaxValue, "2562047h47m16.854775807s")]
    public void Format_Nanoseconds_AreWrittenAsInGo(long nanoseconds, string text) =>
        GoDuration.Format(nanoseconds).Should().Be(text);

    [Fact]
    public void Parse_WhatFormatWrote_GivesTheSame() =>
        Prop.ForAll(Durations().ToArbitrary(), nanoseconds =>
            GoDuration.TryParse(GoDuration.Format(nanoseconds), out long parsed, out _) && parsed == nanoseconds)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Parse_AnyText_NeverThrows() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => GoDuration.TryParse(text ?? "", out _, out string? error) == (error is null))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void TimeSpan_Extremes_AreHeldToTheRange()
    {
        GoDuration.FromTimeSpan(TimeSpan.MaxValue).Should().Be(long.MaxValue);
        GoDuration.FromTimeSpan(TimeSpan.FromSeconds(-3)).Should().Be(-3 * GoDuration.Second);
        GoDuration.ToTimeSpan(1_500_000_050).Should().Be(TimeSpan.FromSeconds(1.5));
    }

    private static Gen<long> Durations() =>
        from high in Gen.Choose(int.MinValue, int.MaxValue)
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        from shift in Gen.Choose(0, 63)
        select (((long)high << 32) | (uint)low) >> shift;
}
