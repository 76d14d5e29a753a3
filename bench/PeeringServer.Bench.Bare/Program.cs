using System.Globalization;
using System.Net;
using PeeringServer.Bench.Bare;

// The least that Kestrel can do: one route that writes bytes it was given, without logging, middleware or binding.
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Listen(IPAddress.Loopback, int.Parse(args[0], CultureInfo.InvariantCulture));
});
await using var application = builder.Build();
var answer = new AnswerEndpoint();
application.MapMethods("/", [HttpMethods.Get, HttpMethods.Post], answer.WriteAsync);
application.MapPut("/", answer.ReplaceAsync);
await application.RunAsync();
