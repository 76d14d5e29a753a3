using System.Text.Json.Nodes;

namespace PeeringServer.Conformance.Replay;

/// <summary>One step of a recorded group: what to do, and what a real agent answered.</summary>
/// <param name="Request">The scripted request, in one of the forms below.</param>
/// <param name="Response">The recorded answer, normalised; null where the step has none.</param>
/// <param name="Varies">Paths within the answer that the real agent did not repeat between runs, parts separated by <c>/</c>.</param>
internal sealed record RecordedStep(JsonObject Request, JsonObject? Response, IReadOnlyList<string> Varies)
{
    public string Id => Request["id"]!.GetValue<string>();

    /// <summary>The cluster that the request goes to.</summary>
    public string At => Request["at"]!.GetValue<string>();

    public string Method => Text("method") ?? "GET";

    /// <summary>Request target, sent as it stands once captured values are filled in; null where nothing is sent.</summary>
    public string? Path => Text("path");

    /// <summary>The background step whose answer is expected now.</summary>
    public string? Await => Text("await");

    /// <summary>The cluster that ends without warning.</summary>
    public string? Kill => Text("kill");

    /// <summary>The cluster that starts again with its ports and its data directory.</summary>
    public string? Restart => Text("restart");

    /// <summary>Sent without waiting for the answer, which a later step awaits.</summary>
    public bool Background => Request["background"]?.GetValue<bool>() ?? false;

    /// <summary>Repeated until this holds; null for a request that is sent once.</summary>
    public JsonObject? Until => Request["until"] as JsonObject;

    /// <summary>A pause that is part of the script.</summary>
    public TimeSpan? Pause => Request["sleepMs"] is { } pause ? TimeSpan.FromMilliseconds(pause.GetValue<int>()) : null;

    /// <summary>Time between two tries of a repeated request.</summary>
    public TimeSpan Every => TimeSpan.FromMilliseconds(Request["everyMs"]?.GetValue<int>() ?? 20);

    public static RecordedStep Read(JsonObject json) => new(
        json["request"]!.AsObject(),
        json["response"] as JsonObject,
        json["varies"]?.AsArray().Select(path => path!.GetValue<string>()).ToArray() ?? []);

    private string? Text(string name) => Request[name]?.GetValue<string>();
}
