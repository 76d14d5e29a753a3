using System.Text.RegularExpressions;
using PeeringServer.Testing;
using PeeringServer.Tests.CommandLine;
using PeeringServer.Tests.Image;

namespace PeeringServer.Tests;

/// <summary>Runs the commands that the documentation shows.</summary>
public sealed partial class DocumentationTests : ClusterTest
{
    private static readonly string Root = FindRoot();
    private static readonly string[] Programs = ["curl", "dotnet", "peering-server"];

    public static TheoryData<string> Pages => new(Directory.GetFiles(Path.Combine(Root, "docs"), "*.md").Append(Path.Combine(Root, "README.md")).Select(file => Path.GetRelativePath(Root, file)));

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Commands_OnAPage_Work(string page)
    {
        var cluster = await StartAsync();
        foreach (var block in await BlocksAsync(page))
        {
            var commands = await TypeAsync(block);
            commands.Select(static words => string.Join(' ', words)).Should().Equal(
                block.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Replace("'", "", StringComparison.Ordinal)),
                "{0} shows every word as the shell hands it on, but for the quotes around it", page);
            foreach (var words in commands)
            {
                await RunAsync(cluster, words, page);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_OnAPage_LeadSomewhere(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Root, page))!;
        foreach (Match link in Link().Matches(File.ReadAllText(Path.Combine(Root, page))))
        {
            File.Exists(Path.Combine(folder, link.Groups[1].Value)).Should().BeTrue($"{page} links to {link.Groups[1].Value}");
        }
    }

    /// <summary>Where a page of the documentation is.</summary>
    internal static string Page(string name) => Path.Combine(Root, "docs", name);

    private static async Task<IEnumerable<string>> BlocksAsync(string page) =>
        ShellBlock().Matches(await File.ReadAllTextAsync(Path.Combine(Root, page))).Select(static block => block.Groups[1].Value);

    /// <summary>What a shell makes of a block, with programs on its path that tell what they are called with.</summary>
    private static async Task<List<string[]>> TypeAsync(string block)
    {
        using var folder = new TempFolder();
        foreach (var program in Programs)
        {
            StubProgram.Write(Path.Combine(folder.Path, program), "#!/bin/sh\nprintf '%s' \"${0##*/}\"\nprintf '\\t%s' \"$@\"\necho");
        }

        // Whatever was sent to the background by mistake is waited for: it is one of the commands as well.
        var run = await ProcessRun.RunAsync("sh", ["-e", "-c", block + "wait"], new Dictionary<string, string> { ["PATH"] = $"{folder.Path}:{Environment.GetEnvironmentVariable("PATH")}" });
        run.ExitCode.Should().Be(0, run.Error);
        return [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split('\t'))];
    }

    private static async Task RunAsync(ConsulCluster cluster, string[] words, string page)
    {
        var line = string.Join(' ', words);
        switch (words[0])
        {
            case "curl":
                using (var request = Curl(words))
                using (var answer = await cluster.Client.SendAsync(request).WaitAsync(Deadline))
                {
                    answer.IsSuccessStatusCode.Should().BeTrue($"{page} says: {line}");
                }

                break;
            case "peering-server":
                (await CommandRun.Of(words[1..])).ExitCode.Should().Be(0, $"{page} says: {line}");
                break;
            default:
                line.Should().BeOneOf("dotnet run --project src/PeeringServer -- agent -dev", "dotnet test");
                break;
        }
    }

    /// <summary>As much of curl as the pages use, so that the tests need none.</summary>
    private static HttpRequestMessage Curl(string[] words)
    {
        var request = new HttpRequestMessage();
        for (var at = 1; at < words.Length; at++)
        {
            switch (words[at])
            {
                case "-X":
                    request.Method = new HttpMethod(words[++at]);
                    break;
                case "-d":
                    request.Content = new StringContent(words[++at]);
                    break;
                case var address:
                    address.Should().StartWith("localhost:8500/");
                    request.RequestUri = new Uri(address["localhost:8500".Length..], UriKind.Relative);
                    break;
            }
        }

        return request;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PeeringServer.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    [GeneratedRegex(@"\]\((?!http)([^)#]+)\)")]
    private static partial Regex Link();
}
