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
    [InlineData("1", "Time.UnmarshalJSON: input is not a JSON string")]
    public void Decode_NoTime_IsRefusedInGosWords(string json, string message) =>
        FluentActions.Invoking(() => GoJsonDecoder.Unmarshal(System.Text.Encoding.UTF8.GetBytes(json), GoTimestamp.Type))
            .Should().Throw<GoJsonException>().WithMessage(message);
}
