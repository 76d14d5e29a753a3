using System.Globalization;

namespace PeeringServer.Configuration.Reading;

/// <summary>What <c>bootstrap</c> and <c>bootstrap_expect</c> may be refused or warned of for. Neither changes how a single server starts.</summary>
internal static class BootstrapChecks
{
    /// <summary>Refuses what contradicts itself.</summary>
    /// <exception cref="ConfigException">It does.</exception>
    public static void Require(ConfigContext context)
    {
        var (bootstrap, expect) = (Bootstraps(context), Expects(context));
        var problem = bootstrap && !IsServer(context) ? "'bootstrap = true' requires 'server = true'"
            : expect < 0 ? string.Create(CultureInfo.InvariantCulture, $"bootstrap_expect cannot be {expect}. Must be greater than or equal to zero")
            : expect == 0 ? null
            : !IsServer(context) ? "'bootstrap_expect > 0' requires 'server = true'"
            : context.IsDev ? "'bootstrap_expect > 0' not allowed in dev mode"
            : bootstrap ? "'bootstrap_expect > 0' and 'bootstrap = true' are mutually exclusive"
            : null;
        if (problem is not null)
        {
            throw new ConfigException(problem);
        }
    }

    /// <summary>Says what is asked for that this program does not do: to be no server, or to wait for others; null for nothing.</summary>
    public static string? RoleWarning(ConfigContext context) =>
        !IsServer(context) ? "peering-server always is a server that leads, also without server = true"
            : Expects(context) > 1 ? string.Create(CultureInfo.InvariantCulture, $"peering-server is the only server and leads at once: bootstrap_expect = {Expects(context)} waits for nobody")
            : null;

    /// <summary>Warns of what would be unwise in a cluster of several.</summary>
    public static void Warn(ConfigContext context)
    {
        const string table = "See https://www.consul.io/docs/internals/consensus.html#deployment-table";
        var (bootstrap, expect) = (Bootstraps(context), Expects(context));
        if (context.Keys.Peek("bootstrap_expect") is 1L)
        {
            context.Warnings.Add("BootstrapExpect is set to 1; this is the same as Bootstrap mode.");
        }

        if (!IsServer(context))
        {
            return;
        }

        if (!bootstrap && expect == 2)
        {
            context.Warnings.Add($"bootstrap_expect = 2: A cluster with 2 servers will provide no failure tolerance. {table}");
        }

        if (!bootstrap && expect > 2 && expect % 2 == 0)
        {
            context.Warnings.Add($"bootstrap_expect is even number: A cluster with an even number of servers does not achieve optimum fault tolerance. {table}");
        }

        if (bootstrap && expect == 0)
        {
            context.Warnings.Add("bootstrap = true: do not enable unless necessary");
        }

        if (!bootstrap && expect > 1)
        {
            context.Warnings.Add(string.Create(CultureInfo.InvariantCulture, $"bootstrap_expect > 0: expecting {expect} servers"));
        }
    }

    private static bool IsServer(ConfigContext context) => context.Keys.Bool("server") ?? context.IsDev;

    // To expect one server is to bootstrap.
    private static bool Bootstraps(ConfigContext context) => context.Keys.Bool("bootstrap") == true || context.Keys.Int("bootstrap_expect") == 1;

    private static long Expects(ConfigContext context) => context.Keys.Int("bootstrap_expect") is { } expect and not 1 ? expect : 0;
}
