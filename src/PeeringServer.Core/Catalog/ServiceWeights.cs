namespace PeeringServer.Core.Catalog;

/// <summary>Share of requests an instance is to get while its checks pass, and while one of them warns.</summary>
internal sealed record ServiceWeights(int Passing, int Warning)
{
    private const int Max = 65535;

    public static readonly ServiceWeights Default = new(1, 1);

    /// <summary>What is wrong with them, or null.</summary>
    public string? Fault
    {
        get
        {
            if (Passing < 1)
            {
                return "Passing must be greater than 0";
            }

            if (Warning < 0)
            {
                return "Warning must be greater or equal than 0";
            }

            return Passing > Max || Warning > Max ? "DNS Weight must be between 0 and 65535" : null;
        }
    }
}
