namespace PeeringServer.Core.Hcl;

/// <summary>A text that is no HCL; the message is that of consul's HCL reader, with the place where it has one (<c>At 1:5: illegal char</c>).</summary>
internal sealed class HclException(string message) : Exception(message)
{
    public HclException(HclPosition position, string message)
        : this($"At {position}: {message}")
    {
    }
}
