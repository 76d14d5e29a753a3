using PeeringServer.Core.Acl;
using PeeringServer.Core.KeyValue;
using PeeringServer.Core.State;
using PeeringServer.Testing;

namespace PeeringServer.Core.Tests.KeyValue;

public sealed class KeyValueTransactionsTests
{
    private readonly ClusterState _state = new();
    private readonly KeyValueTransactions _transactions;

    public KeyValueTransactionsTests() => _transactions = new KeyValueTransactions(_state, new VirtualTimeProvider());

    [Fact]
    public void Run_AllCanBeDone_TakesOneIndexForAll()
    {
        var before = _state.Current.Index;

        var outcome = Run(Operation("set", "a", "1"), Operation("set", "b", "2"), Operation("get", "a"));

        outcome.Faults.Should().BeEmpty();
        outcome.Results.Select(static entry => (entry.Key, entry.ModifyIndex, entry.Value.Length)).Should().Equal(("a", before + 1, 0), ("b", before + 1, 0), ("a", before + 1, 1));
    }

    [Fact]
    public void Run_OneCannotBeDone_DoesNoneAndNamesEveryFault()
    {
        Run(Operation("set", "a", "1"));
        var before = _state.Current;

        var outcome = Run(Operation("set", "b", "2"), Operation("check-not-exists", "a"), Operation("cas", "a", "9", 1), Operation("lock", "c"));

        outcome.Faults.Should().Equal(
            new TransactionFault(1, "key \"a\" exists"),
            new TransactionFault(2, "failed to set key \"a\", index is stale"),
            new TransactionFault(3, "missing session"));
        outcome.Results.Should().BeEmpty();
        _state.Current.Should().BeSameAs(before);
    }

    [Fact]
    public void Run_OnlyReads_TakesNoIndex()
    {
        Run(Operation("set", "a", "1"), Operation("set", "ab", "2"));
        var before = _state.Current;

        var outcome = Run(Operation("get-tree", "a"), Operation("get-or-empty", "none"));

        outcome.Results.Select(static entry => entry.Key).Should().Equal("a", "ab", "none");
        _state.Current.Should().BeSameAs(before);
    }

    [Theory]
    [InlineData("get", "none", "key \"none\" doesn't exist")]
    [InlineData("check-index", "none", "failed to check index, key \"none\" doesn't exist")]
    [InlineData("check-session", "none", "failed to check session, key \"none\" doesn't exist")]
    [InlineData("set", "", "Must provide key")]
    [InlineData("fly", "a", "unknown KV operation: fly")]
    [InlineData("unlock", "a", "missing session")]
    public void Run_WhatCannotBe_SaysWhy(string verb, string key, string what) =>
        Run(Operation(verb, key)).Faults.Should().Equal(new TransactionFault(0, what));

    private TransactionOutcome Run(params KeyValueOperation[] operations) => _transactions.Run(operations, AllowAllAuthorizer.Instance);

    private static KeyValueOperation Operation(string verb, string key, string value = "", ulong index = 0) =>
        new(verb, new KeyValueEntry(key) { Value = System.Text.Encoding.UTF8.GetBytes(value) }, index);
}
