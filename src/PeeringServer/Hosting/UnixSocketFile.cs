using System.Globalization;
using System.Runtime.InteropServices;
using PeeringServer.Configuration;
using PeeringServer.Core.GoText;

namespace PeeringServer.Hosting;

/// <summary>Gives a unix socket the owner and the permissions that the configuration asks for.</summary>
internal static class UnixSocketFile
{
    private const string Users = "/etc/passwd";

    // What chown takes for "leave it".
    private const uint Unchanged = uint.MaxValue;

    /// <exception cref="AgentStartException">There is no such user, group or mode, or the process may not do it.</exception>
    public static void Apply(string path, UnixSocketOptions options)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var (user, group) = (UserOf(options.User), GroupOf(options.Group));
        if ((user != Unchanged || group != Unchanged) && ChangeOwner(path, user, group) != 0)
        {
            throw new AgentStartException($"failed setting ownership to {options.User}:{options.Group} on {GoQuote.Quote(path)}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
        }

        if (options.Mode is { Length: > 0 } mode)
        {
            File.SetUnixFileMode(path, ModeOf(mode));
        }
    }

    private static UnixFileMode ModeOf(string text)
    {
        var mode = 0;
        foreach (var digit in text)
        {
            mode = digit is >= '0' and <= '7' && mode < 0x1000 ? (mode * 8) + (digit - '0') : throw new AgentStartException($"invalid mode specified: {text}");
        }

        return (UnixFileMode)(mode & 0xFFF);
    }

    private static uint UserOf(string? user)
    {
        if (string.IsNullOrEmpty(user) || uint.TryParse(user, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return string.IsNullOrEmpty(user) ? Unchanged : uint.Parse(user, CultureInfo.InvariantCulture);
        }

        var entry = File.Exists(Users) ? File.ReadLines(Users).Select(static line => line.Split(':')).FirstOrDefault(fields => fields.Length > 2 && fields[0] == user) : null;
        return entry is not null && uint.TryParse(entry[2], NumberStyles.None, CultureInfo.InvariantCulture, out number) ? number : throw new AgentStartException($"invalid user specified: {user}");
    }

    private static uint GroupOf(string? group) => string.IsNullOrEmpty(group) ? Unchanged
        : uint.TryParse(group, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new AgentStartException($"invalid group specified: {group}");

    [DllImport("libc", EntryPoint = "chown", SetLastError = true)]
    private static extern int ChangeOwner([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint user, uint group);
}
