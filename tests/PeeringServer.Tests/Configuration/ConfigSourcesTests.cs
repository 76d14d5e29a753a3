using PeeringServer.Configuration;
using PeeringServer.Configuration.Decoding;
using PeeringServer.Tests.CommandLine;

namespace PeeringServer.Tests.Configuration;

public sealed class ConfigSourcesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void Load_Folder_IsReadInOrderOfNamesAndWarnsOfOthers()
    {
        _folder.Write("b.json", """{"datacenter": "second", "log_level": "warn"}""");
        _folder.Write("a.hcl", "datacenter = \"first\"\ndata_dir = \"d\"\nnode_name = \"n\"");
        var other = _folder.Write("c.txt", "not read");
        _folder.Write("sub/d.json", """{"datacenter": "third"}""");

        var read = AgentConfiguration.Load(new ConfigRequest { Paths = [_folder.Path], HostAddresses = ConfigLoad.Host });

        read.Options.Cluster.Datacenter.Should().Be("second");
        read.Options.Cluster.NodeName.Should().Be("n");
        read.Warnings.Should().Equal($"skipping file {other}, extension must be .hcl or .json, or config format must be set");
    }

    [Fact]
    public void Load_AllSources_FragmentsWinOverFlagsOverFiles()
    {
        var flags = new ConfigTable();
        flags.Set("datacenter", "flag");
        flags.Set("node_name", "flag");
        var file = _folder.Write("c.json", """{"datacenter": "file", "node_name": "file", "log_level": "warn"}""");

        var options = AgentConfiguration.Load(new ConfigRequest { Paths = [file], FlagValues = flags, Fragments = ["node_name = \"fragment\""], IsDev = true }).Options;

        (options.Cluster.Datacenter, options.Cluster.NodeName, options.Log.Level).Should().Be(("flag", "fragment", "warn"));
    }

    public void Dispose() => _folder.Dispose();
}
