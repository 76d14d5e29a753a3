using PeeringServer.Core.GoJson;

namespace PeeringServer.Core.Tests.GoJson;

public sealed class GoTimestampTests
{
    [Theory]
    [InlineData("2024-01-02T03:04:05Z", "2024-01-02T03:04:05Z", "2024-01-02 03:04:05 +0000 UTC")]
    [InlineData("2024-01-02T03:04:05.678901234Z", "2024-01-02T03:04:05.678901234Z", "2024-01-02 03:04:05.678901234 +0000 UTC")]
    [InlineData("2024-01-02T03:04:05.500Z", "2024-01-02T03:04:05.5Z", "2024-01-02 03:04:05.5 +0000 UTC")]
    [InlineData("2024-01-02T03:04:05.000Z", "2024-01-02T03:04:05Z", "2024-01-02 03:04:05 +0000 UTC")]
    [InlineData("2024-01-02T03:04:05.1234567899Z", "2024-01-02T03:04:05.123456789Z", "2024-01-02 03:04:05.123456789 +0000 UTC")]
    [InlineData("2024-01-02T03:04:05.5+02:00", "2024-01-02T03:04:05.5+02:00", "2024-01-02 03:04:05.5 +0200 +0200")]
    [InlineData("2024-01-02T03:04:05-05:30", "2024-01-02T03:04:05-05:30", "2024-01-02 03:04:05 -0530 -0530")]
    [InlineData("2024-01-02T03:04:05+00:00", "2024-01-02T03:04:05Z", "2024-01-02 03:04:05 +0000 UTC")]
    [InlineData("2024-01-02T3:04:05,5Z", "2024-01-02T03:04:05.5Z", "2024-01-02 03:04:05.5 +0000 UTC")]
    [InlineData("0000-02-29T00:00:00Z", "0000-02-29T00:00:00Z", "0000-02-29 00:00:00 +0000 UTC")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "0001-01-01 00:00:00 +0000 UTC")]
    [InlineData("2024-02-29T23:59:59Z", "2024-02-29T23:59:59Z", "2024-02-29 23:59:59 +0000 UTC")]
    public void Decode_Time_IsPrintedAsGoDoes(string text, string json, string printed)
    {
        var time = (GoTimestamp)GoJsonDecoder.Unmarshal(System.Text.Encoding.UTF8.GetBytes($"\"{text}\""), GoTimestamp.Type)!;

        (time.ToRfc3339Nano(), time.ToString()).Should().Be((json, printed));
    }

    [Theory]
    [InlineData("\"\"", "parsing time \"\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"\" as \"2006\"")]
    [InlineData("\"2024-01-02\"", "parsing time \"2024-01-02\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"\" as \"T\"")]
    [InlineData("\"2024-01-02T03:04:05\"", "parsing time \"2024-01-02T03:04:05\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"\" as \"Z07:00\"")]
    [InlineData("\"2024-13-02T03:04:05Z\"", "parsing time \"2024-13-02T03:04:05Z\": month out of range")]
    [InlineData("\"2023-02-29T03:04:05Z\"", "parsing time \"2023-02-29T03:04:05Z\": day out of range")]
    [InlineData("\"2024-01-02T24:04:05Z\"", "parsing time \"2024-01-02T24:04:05Z\": hour out of range")]
    [InlineData("\"2024-13\"", "parsing time \"2024-13\": month out of range")]
    [InlineData("\"2024-01-02T03:04:60Z\"", "parsing time \"2024-01-02T03:04:60Z\": second out of range")]
    [InlineData("\"2024-01-02T03:04:05Zx\"", "parsing time \"2024-01-02T03:04:05Zx\": extra text: \"x\"")]
    [InlineData("\"2024-01-02T03:04:05+25:00\"", "parsing time \"2024-01-02T03:04:05+25:00\": time zone offset hour out of range")]
    [InlineData("\"2024-01-02T03:04:05*01:00\"", "parsing time \"2024-01-02T03:04:05*01:00\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"*01:00\" as \"Z07:00\"")]
    [InlineData("\"\\ud800\"", "parsing time \"\\\\ud800\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"\\\\ud800\" as \"2006\"")]
    [InlineData("\"é\"", "parsing time \"\\xc3\\xa9\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"\\xc3\\xa9\" as \"2006\"")]
    [InlineData("1", "Time.UnmarshalJSON: input is not a JSON string")]
    public void Decode_NoTime_IsRefusedInGosWords(string json, string message) =>
        FluentActions.Invoking(() => GoJsonDecoder.Unmarshal(System.Text.Encoding.UTF8.GetBytes(json), GoTimestamp.Type))
            .Should().Throw<GoJsonException>().Which.Message.Should().Be(message);

    [Theory]
    [InlineData("0001-01-01T00:00:00Z", null)]
    [InlineData("0000-12-31T23:59:59Z", 1L)]
    [InlineData("0001-01-01T00:00:00.0000001Z", 1L)]
    [InlineData("0001-01-01T00:00:01+00:01", 1L)]
    [InlineData("0001-01-01T23:00:00-01:00", 864_000_000_000L)]
    [InlineData("9999-12-31T23:59:59-24:00", 3_155_378_975_999_999_999L)]
    [InlineData("2026-01-02T03:04:05.123456789+14:30", 639_028_676_451_234_567L)]
    public void Instant_OfATime_IsTheNearestThatThereIs(string text, long? ticks) =>
        ((GoTimestamp)GoJsonDecoder.Unmarshal(System.Text.Encoding.UTF8.GetBytes($"\"{text}\""), GoTimestamp.Type)!).ToInstant().Should().Be(ticks is { } count ? new DateTimeOffset(count, TimeSpan.Zero) : null);
}
