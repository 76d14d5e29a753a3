using System.Buffers;
using System.Text;
using System.Text.Json;
using PeeringServer.CommandLine.Client.Transport;
using PeeringServer.Core;
using PeeringServer.Core.GoJson;
using PeeringServer.Http.Wire;

namespace PeeringServer.CommandLine.Client;

/// <summary>Makes API requests: headers, parameters and refusals that all endpoints share.</summary>
internal sealed class ApiConnection(ClientOptions options, TimeProvider time)
{
    private const int Ok = 200;

    private readonly RedirectingTransport _transport = new(new HttpTransport(options, time));

    /// <summary>Makes a request with a JSON body.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path, not escaped.</param>
    /// <param name="write">Writes the body, or null for none.</param>
    /// <returns>The answer, whose status is 200.</returns>
    /// <exception cref="ApiException">There was no answer, or one with another status.</exception>
    public HttpAnswer Send(string method, string path, Action<Utf8JsonWriter>? write) =>
        Send(method, path, [], write);

    /// <summary>Makes a request with parameters of its own.</summary>
    /// <exception cref="ApiException">There was no answer, or one with another status than 200.</exception>
    public HttpAnswer Send(
        string method, string path, IReadOnlyList<NamedValue> query, Action<Utf8JsonWriter>? write) =>
        Send(method, path, query, write is null ? null : Body(write));

    /// <summary>Makes a request whose body is no JSON, or that has none.</summary>
    /// <exception cref="ApiException">There was no answer, or one with another status than 200.</exception>
    public HttpAnswer SendBytes(string method, string path, byte[]? body) => Send(method, path, [], body);

    /// <inheritdoc cref="SendBytes(string, string, byte[])"/>
    public HttpAnswer SendBytes(string method, string path, byte[]? body, IReadOnlyList<NamedValue> query) => Send(method, path, query, body);

    /// <summary>Whether an answer says that what was asked for has been done.</summary>
    public static bool IsTrue(HttpAnswer answer) => answer.Body.AsSpan().IndexOf("true"u8) >= 0;

    /// <summary>Decodes an answer.</summary>
    /// <exception cref="ApiException">It is not what the type asks for.</exception>
    public static object? Decode(HttpAnswer answer, GoType type)
    {
        try
        {
            return GoJsonDecoder.DecodeStream(answer.Body, type, disallowUnknownFields: false);
        }
        catch (GoJsonException e) when (answer.BodyFault is not null && e.Message is ConnectionFaults.End or ConnectionFaults.UnexpectedEnd)
        {
            throw new ApiException(answer.BodyFault, e);
        }
        catch (GoJsonException e)
        {
            throw new ApiException(e.Message, e);
        }
    }

    private HttpAnswer Send(string method, string path, IReadOnlyList<NamedValue> query, byte[]? body)
    {
        var call = new HttpCall(method, RequestUrl.Of(options.Address, path, [.. Parameters(), .. query]), Headers(), body);
        try
        {
            var answer = _transport.Send(call);
            return answer.Status == Ok
                ? answer
                : throw new ApiException($"Unexpected response code: {answer.Status} ({Encoding.UTF8.GetString(answer.Body).Trim()})", answer.Status);
        }
        catch (TransportException e)
        {
            throw new ApiException(e.Message, e);
        }
    }

    private List<NamedValue> Parameters()
    {
        var parameters = new List<NamedValue>();
        AddIfAny(parameters, ConsulParameters.Namespace, options.Namespace);
        AddIfAny(parameters, ConsulParameters.Partition, options.Partition);
        AddIfAny(parameters, CatalogParameters.Datacenter, options.Datacenter);
        if (options.IsStale)
        {
            parameters.Add(new NamedValue(ConsulParameters.Stale, ""));
        }

        return parameters;
    }

    private List<NamedValue> Headers()
    {
        var headers = new List<NamedValue> { new(HttpHeaders.ContentType, ConsulHeaders.Json) };
        AddIfAny(headers, ConsulHeaders.Token, options.Token);
        AddIfAny(headers, HttpHeaders.Authorization, options.BasicAuth is { } credentials ? BasicAuthentication.Of(credentials) : null);
        return headers;
    }

    private static void AddIfAny(List<NamedValue> target, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            target.Add(new NamedValue(name, value));
        }
    }

    private static byte[] Body(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = GoJsonEncoder.Instance }))
        {
            write(json);
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }
}
