using System.Globalization;
using PeeringServer.CommandLine.Client.Tls;
using PeeringServer.CommandLine.Client.Transport;
using PeeringServer.CommandLine.Flags;
using PeeringServer.Core.GoText;

namespace PeeringServer.CommandLine.Client;

/// <summary>Works out <see cref="ClientOptions"/>. Flags go before variables one by one, and an empty one counts as not given.</summary>
internal static class ClientOptionsReader
{
    /// <summary>Reads everything that a client needs before its first request.</summary>
    /// <param name="flags">The flags there are.</param>
    /// <param name="values">Those given.</param>
    /// <param name="environment">Variables and folder.</param>
    /// <param name="warnings">Where variables that make no sense are reported.</param>
    /// <exception cref="ClientSetupException">A file, a name or the address cannot be used. Certificates are looked at first, the token last.</exception>
    public static ClientOptions Read(ClientFlags flags, GoFlagValues values, ClientEnvironment environment, TextWriter warnings)
    {
        var isSecure = ParseBool(ClientVariables.Ssl) ?? false;
        var isVerified = ParseBool(ClientVariables.SslVerify) ?? true;
        Warn();
        // Twice, because consul reads its environment twice.
        Warn();
        var tls = ClientTls.Load(
            new ClientTlsFiles
            {
                CaFile = Given(flags.CaFile, ClientVariables.CaCert),
                CaPath = Given(flags.CaPath, ClientVariables.CaPath),
                Certificate = Given(flags.ClientCert, ClientVariables.ClientCert),
                Key = Given(flags.ClientKey, ClientVariables.ClientKey),
                ServerName = Given(flags.TlsServerName, ClientVariables.TlsServerName),
            },
            isVerified,
            environment);
        return new ClientOptions
        {
            Tls = tls,
            Address = ClientAddress.Parse(Given(flags.HttpAddress, ClientVariables.Address), isSecure, environment),
            Token = ClientToken.Read(Flag(flags.TokenFile), Flag(flags.Token), environment),
            BasicAuth = environment.Variable(ClientVariables.Auth),
            Namespace = Given(flags.Namespace, ClientVariables.Namespace),
            Partition = Given(flags.Partition, ClientVariables.Partition),
            PartitionFlag = Flag(flags.Partition),
            Datacenter = Flag(flags.Datacenter),
            IsStale = values.IsOn(flags.Stale),
            Proxies = HttpProxies.From(environment),
        };

        string? Flag(GoFlag flag) => values.Last(flag) is { Length: > 0 } value ? value : null;

        string? Given(GoFlag flag, string variable) => Flag(flag) ?? environment.Variable(variable);

        // What is no truth value is false, as in Go, where the value goes unset with the error.
        bool? ParseBool(string variable) => environment.Variable(variable) is { } text
            ? GoNumbers.TryParseBool(text, out var value, out _) && value
            : null;

        void Warn()
        {
            foreach (var variable in (string[])[ClientVariables.Ssl, ClientVariables.SslVerify])
            {
                if (environment.Variable(variable) is { } text && !GoNumbers.TryParseBool(text, out _, out var error))
                {
                    warnings.WriteLine($"{LogTime(environment.Time.GetLocalNow())} [WARN]  consul-api: could not parse {variable}: error={GoQuote.Quote(error)}");
                }
            }
        }
    }

    private static string LogTime(DateTimeOffset now) =>
        now.ToString(now.Offset == TimeSpan.Zero ? "yyyy-MM-dd'T'HH:mm:ss.fff'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
}
