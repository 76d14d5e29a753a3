namespace PeeringServer.Http.Wire;

/// <summary>Headers of HTTP itself, and of no agent, that clients look at or send.</summary>
internal static class HttpHeaders
{
    public const string Authorization = "Authorization";
    public const string ContentEncoding = "Content-Encoding";
    public const string ContentLength = "Content-Length";
    public const string ContentType = "Content-Type";
    public const string Host = "Host";
    public const string Location = "Location";
    public const string ProxyAuthorization = "Proxy-Authorization";
    public const string Referer = "Referer";
    public const string TransferEncoding = "Transfer-Encoding";
    public const string UserAgent = "User-Agent";
    public const string Vary = "Vary";

    public const string Chunked = "chunked";
    public const string MaxAge = "max-age=";
    public const string StaleIfError = "stale-if-error=";
    public const string Weight = "q=";
}
