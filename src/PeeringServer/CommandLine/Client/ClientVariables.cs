namespace PeeringServer.CommandLine.Client;

/// <summary>The environment variables that client commands obey.</summary>
internal static class ClientVariables
{
    public const string Address = "CONSUL_HTTP_ADDR";
    public const string Token = "CONSUL_HTTP_TOKEN";
    public const string TokenFile = "CONSUL_HTTP_TOKEN_FILE";
    public const string Auth = "CONSUL_HTTP_AUTH";
    public const string Ssl = "CONSUL_HTTP_SSL";
    public const string SslVerify = "CONSUL_HTTP_SSL_VERIFY";
    public const string CaCert = "CONSUL_CACERT";
    public const string CaPath = "CONSUL_CAPATH";
    public const string ClientCert = "CONSUL_CLIENT_CERT";
    public const string ClientKey = "CONSUL_CLIENT_KEY";
    public const string TlsServerName = "CONSUL_TLS_SERVER_NAME";
    public const string Namespace = "CONSUL_NAMESPACE";
    public const string Partition = "CONSUL_PARTITION";
}
