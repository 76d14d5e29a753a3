using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>Facts about the machine, as far as its system tells them; what it does not tell is zero or empty.</summary>
internal static class HostFacts
{
    private const string Processors = "/proc/cpuinfo";
    private const string Memory = "/proc/meminfo";
    private const string MachineId = "/etc/machine-id";
    private const string Release = "/etc/os-release";
    private const double Kibibyte = 1024;

    /// <summary>Names in the answer, and in the system's list; those without the latter are worked out, or belong to other systems.</summary>
    private static readonly (string Name, string Source)[] MemoryFields =
    [
        ("total", "MemTotal"), ("available", "MemAvailable"), ("free", "MemFree"), ("active", "Active"), ("inactive", "Inactive"), ("wired", ""), ("laundry", ""),
        ("buffers", "Buffers"), ("cached", "Cached"), ("writeBack", "Writeback"), ("dirty", "Dirty"), ("writeBackTmp", "WritebackTmp"), ("shared", "Shmem"),
        ("slab", "Slab"), ("sreclaimable", "SReclaimable"), ("sunreclaim", "SUnreclaim"), ("pageTables", "PageTables"), ("swapCached", "SwapCached"),
        ("commitLimit", "CommitLimit"), ("committedAS", "Committed_AS"), ("highTotal", ""), ("highFree", ""), ("lowTotal", ""), ("lowFree", ""),
        ("swapTotal", "SwapTotal"), ("swapFree", "SwapFree"), ("mapped", "Mapped"), ("vmallocTotal", "VmallocTotal"), ("vmallocUsed", "VmallocUsed"),
        ("vmallocChunk", "VmallocChunk"), ("hugePagesTotal", "HugePages_Total"), ("hugePagesFree", "HugePages_Free"), ("hugePagesRsvd", "HugePages_Rsvd"),
        ("hugePagesSurp", "HugePages_Surp"), ("hugePageSize", "Hugepagesize"),
    ];

    public static HostJson Read(TimeProvider clock) => new(ReadMemory(), ReadProcessors(), ReadHost(clock), ReadDisk(), clock.GetUtcNow().ToUnixTimeMilliseconds() * 1_000_000);

    private static Dictionary<string, double> ReadMemory()
    {
        var told = Pairs(Memory).ToLookup(static pair => pair.Key, static pair => pair.Value);
        var memory = MemoryFields.ToDictionary(static field => field.Name, field => Bytes(told[field.Source].FirstOrDefault() ?? ""));
        memory["used"] = memory["total"] - memory["free"] - memory["buffers"] - memory["cached"];
        memory["usedPercent"] = memory["total"] > 0 ? 100 * memory["used"] / memory["total"] : 0;
        return memory;
    }

    private static CpuJson[] ReadProcessors()
    {
        List<Dictionary<string, string>> processors = [];
        foreach (var (key, value) in Pairs(Processors))
        {
            if (key == "processor")
            {
                processors.Add(new(StringComparer.Ordinal));
            }

            if (processors.Count > 0)
            {
                processors[^1][key] = value;
            }
        }

        return [.. processors.Select(static (told, index) => new CpuJson
        {
            Cpu = index,
            VendorId = told.GetValueOrDefault("vendor_id", ""),
            Family = told.GetValueOrDefault("cpu family", ""),
            Model = told.GetValueOrDefault("model", ""),
            Stepping = (int)Number(told.GetValueOrDefault("stepping", "")),
            PhysicalId = told.GetValueOrDefault("physical id", ""),
            CoreId = told.GetValueOrDefault("core id", ""),
            ModelName = told.GetValueOrDefault("model name", ""),
            Mhz = Number(told.GetValueOrDefault("cpu MHz", "")),
            CacheSize = (int)Number(told.GetValueOrDefault("cache size", "")),
            Flags = told.GetValueOrDefault("flags", "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Microcode = told.GetValueOrDefault("microcode", ""),
        })];
    }

    private static HostInfoJson ReadHost(TimeProvider clock)
    {
        var uptime = Environment.TickCount64 / 1000;
        var release = Lines(Release).Select(static line => line.Split('=', 2)).Where(static parts => parts.Length == 2)
            .ToLookup(static parts => parts[0], static parts => parts[1].Trim('"'));
        return new HostInfoJson
        {
            Hostname = Environment.MachineName,
            Uptime = uptime,
            BootTime = clock.GetUtcNow().ToUnixTimeSeconds() - uptime,
            Procs = Process.GetProcesses().Length,
            Os = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux",
            Platform = release["ID"].FirstOrDefault() ?? "",
            PlatformFamily = release["ID_LIKE"].FirstOrDefault() ?? release["ID"].FirstOrDefault() ?? "",
            PlatformVersion = release["VERSION_ID"].FirstOrDefault() ?? "",
            KernelVersion = Environment.OSVersion.Version.ToString(),
            KernelArch = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "aarch64" : "x86_64",
            HostId = Lines(MachineId).FirstOrDefault() is { } id && Guid.TryParse(id, out var parsed) ? parsed.ToString() : "",
        };
    }

    private static DiskJson ReadDisk()
    {
        var drive = new DriveInfo(Path.GetPathRoot(AppContext.BaseDirectory) ?? "/");
        return new DiskJson { Path = drive.Name, FileSystem = drive.DriveFormat, Total = drive.TotalSize, Free = drive.AvailableFreeSpace };
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string file) => Lines(file)
        .Select(static line => line.Split(':', 2))
        .Where(static parts => parts.Length == 2)
        .Select(static parts => KeyValuePair.Create(parts[0].Trim(), parts[1].Trim()));

    private static string[] Lines(string file) => File.Exists(file) ? File.ReadAllLines(file) : [];

    private static double Bytes(string told) => told.EndsWith("kB", StringComparison.Ordinal) ? Number(told) * Kibibyte : Number(told);

    private static double Number(string told) => double.TryParse(told.Split(' ')[0], CultureInfo.InvariantCulture, out var number) ? number : 0;
}
