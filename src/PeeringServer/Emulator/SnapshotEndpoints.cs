using PeeringServer.Core;
using PeeringServer.Core.Acl;
using PeeringServer.Http;
using PeeringServer.Http.Wire;
using PeeringServer.Persistence;

namespace PeeringServer.Emulator;

/// <summary>The whole state as a file, out of a running server and into it. Asks for <c>acl:write</c> where access is controlled: the file holds every secret.</summary>
internal static class SnapshotEndpoints
{
    private const string FileName = "snapshot.db";

    public static void Map(IEndpointRouteBuilder routes, Cluster cluster)
    {
        routes.MapGet(EmulatorRoutes.Snapshot, context => AnswerAsync(context, cluster, SaveAsync)).ExcludeFromDescription();
        routes.MapPut(EmulatorRoutes.Snapshot, context => AnswerAsync(context, cluster, RestoreAsync)).ExcludeFromDescription();
    }

    private static async Task AnswerAsync(HttpContext context, Cluster cluster, Func<HttpContext, Cluster, string, Task> answer)
    {
        var folder = Directory.CreateTempSubdirectory("peering-server-");
        try
        {
            await cluster.Started.WaitAsync(context.RequestAborted).ConfigureAwait(false);
            if (cluster.Options.Acl.Enabled)
            {
                cluster.AccessControl.Caller(SecretOf(context, cluster)).Require(AclPermission.AclWrite);
            }

            await answer(context, cluster, Path.Combine(folder.FullName, FileName)).ConfigureAwait(false);
        }
        catch (RefusalException refusal)
        {
            await RefuseAsync(context, refusal.Kind == RefusalKind.Denied ? StatusCodes.Status403Forbidden : StatusCodes.Status500InternalServerError, refusal.Message).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is SnapshotFileException or DataFolderException)
        {
            await RefuseAsync(context, fault is SnapshotFileException ? StatusCodes.Status400BadRequest : StatusCodes.Status500InternalServerError, fault.Message).ConfigureAwait(false);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task SaveAsync(HttpContext context, Cluster cluster, string file)
    {
        // The file tells of state as every answer does: of none that a crash could take back.
        var wasRefusing = cluster.State.IsRefusing;
        var snapshot = cluster.State.Current;
        await cluster.State.WhenDurableAsync(wasRefusing, context.RequestAborted).ConfigureAwait(false);
        SnapshotFile.Write(file, snapshot);
        context.Response.ContentType = ConsulHeaders.Binary;
        await context.Response.SendFileAsync(file, context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task RestoreAsync(HttpContext context, Cluster cluster, string file)
    {
        await using (var target = File.Create(file))
        {
            await context.Request.Body.CopyToAsync(target, context.RequestAborted).ConfigureAwait(false);
        }

        cluster.Restore(SnapshotFile.Read(file).State);
        await cluster.State.WhenDurableAsync(wasRefusing: false, context.RequestAborted).ConfigureAwait(false);
    }

    private static string SecretOf(HttpContext context, Cluster cluster)
    {
        var raw = context.Request.QueryString.Value.AsMemory();
        var query = GoQuery.TryParse(raw.IsEmpty ? raw : raw[1..], out var parsed) ? parsed : GoQuery.Empty;
        return AclTokenSource.SecretOf(query, context.Request.Headers, cluster.AccessControl);
    }

    private static Task RefuseAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = ConsulHeaders.PlainText;
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}
