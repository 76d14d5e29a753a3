using System.Runtime.CompilerServices;

namespace PeeringServer.Peerstream.Tests.Infrastructure;

/// <summary>The time anything a test waits for may take. Only a failure ever takes it.</summary>
internal static class TestDeadline
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task<T> InTime<T>(this Task<T> task, [CallerArgumentExpression(nameof(task))] string? what = null)
    {
        await InTime((Task)task, what);
        return await task;
    }

    public static Task<T> InTime<T>(this ValueTask<T> task, [CallerArgumentExpression(nameof(task))] string? what = null) => task.AsTask().InTime(what);

    public static Task InTime(this ValueTask task, [CallerArgumentExpression(nameof(task))] string? what = null) => task.AsTask().InTime(what);

    public static async Task InTime(this Task task, [CallerArgumentExpression(nameof(task))] string? what = null)
    {
        try
        {
            await task.WaitAsync(Limit);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            throw new TimeoutException($"Not within {Limit.TotalSeconds} s: {what}");
        }
    }
}
