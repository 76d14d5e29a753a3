using System.Reflection;
using System.Text.RegularExpressions;

namespace PeeringServer.Core.Tests;

/// <summary>The rules of the layout that the compiler does not enforce.</summary>
public sealed partial class ArchitectureTests
{
    private const int LongestFile = 400;
    private const int MostDependencies = 6;

    private static readonly string Root = FindRoot();

    private static readonly Assembly[] Assemblies =
        [typeof(ClusterOptions).Assembly, Assembly.Load("PeeringServer.Peerstream"), typeof(AgentHost).Assembly, typeof(Testing.ConsulCluster).Assembly];

    [Fact]
    public void Core_ReferencesNeitherAspNetCoreNorProtobuf()
    {
        var references = typeof(ClusterOptions).Assembly.GetReferencedAssemblies().Select(static name => name.Name!);

        references.Should().NotContain(static name =>
            name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.StartsWith("Google.Protobuf", StringComparison.Ordinal) || name == "System.Console");
    }

    [Fact]
    public void WireLiterals_StandOnlyInWire()
    {
        var offenders = Sources("src")
            .Where(static file => !file.Replace('\\', '/').Contains("/Wire/", StringComparison.Ordinal))
            .SelectMany(static file => Matches(file, WireLiteral()))
            .ToList();

        offenders.Should().BeEmpty();
    }

    [Fact]
    public void Files_AreNoLongerThanTheyMayBe() =>
        Sources("src", "tests", "bench").Where(static file => File.ReadLines(file).Count() > LongestFile).Should().BeEmpty();

    [Fact]
    public void Files_HoldOneTypeEach() =>
        Sources("src", "tests", "bench")
            .Where(static file => File.ReadLines(file).Count(static line => TypeDeclaration().IsMatch(line)) > 1)
            .Select(static file => Path.GetRelativePath(Root, file))
            .Should().BeEmpty();

    [Theory]
    [InlineData("internal sealed class A", true)]
    [InlineData("public readonly record struct A(int B);", true)]
    [InlineData("internal ref struct A(int b)", true)]
    [InlineData("internal delegate int A(int b);", true)]
    [InlineData("enum A", true)]
    [InlineData("    private sealed class A", false)]
    [InlineData("/// <summary>A class of its own.</summary>", false)]
    public void TypeDeclaration_IsTold(string line, bool isOne) => TypeDeclaration().IsMatch(line).Should().Be(isOne);

    [Fact]
    public void Sources_NameNoMutableStatics() =>
        Sources("src").SelectMany(static file => Matches(file, MutableStatic())).Should().BeEmpty("a process holds many clusters");

    [Fact]
    public void Constructors_TakeNoMoreThanTheyMay()
    {
        var crowded = Assemblies.SelectMany(static assembly => assembly.GetTypes())
            .Where(static type => type.Namespace?.StartsWith("PeeringServer", StringComparison.Ordinal) == true && type.GetMethod("<Clone>$") is null && !type.IsValueType)
            .Where(static type => type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Any(static constructor => constructor.GetParameters().Length > MostDependencies))
            .Select(static type => type.FullName);

        crowded.Should().BeEmpty();
    }

    private static IEnumerable<string> Sources(params string[] folders) =>
        folders.SelectMany(static folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(static file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static IEnumerable<string> Matches(string file, Regex pattern) =>
        File.ReadLines(file)
            .Where(static line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .Select((line, index) => (Line: line, Number: index + 1))
            .Where(entry => pattern.IsMatch(entry.Line))
            .Select(entry => $"{Path.GetRelativePath(Root, file)}:{entry.Number}: {entry.Line.Trim()}");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PeeringServer.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }

    /// <summary>Paths of the API, Consul's header names, and content types.</summary>
    [GeneratedRegex("""
        "/v1/|"X-Consul-|"application/(json|grpc)|"text/(plain|html)
        """)]
    private static partial Regex WireLiteral();

    /// <summary>A type that stands in no other: its line is not indented.</summary>
    [GeneratedRegex(@"^((public|internal|file|sealed|static|abstract|partial|readonly|ref|unsafe)\s+)*(class|struct|interface|enum|record|delegate)\s+\w")]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"^\s*(public|internal|private|protected)\s+static\s+(?!readonly|partial|class|async|extern|unsafe|explicit|implicit|event)[\w<>\[\],.? ]+\s+_?\w+\s*(=[^>]|;)")]
    private static partial Regex MutableStatic();
}
