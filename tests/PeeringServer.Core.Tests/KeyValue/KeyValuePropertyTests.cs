using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PeeringServer.Core.Acl;
using PeeringServer.Core.KeyValue;
using PeeringServer.Core.State;
using PeeringServer.Testing;

namespace PeeringServer.Core.Tests.KeyValue;

/// <summary>The store against a dictionary: whatever is done in whatever order, values are the same, and indexes keep their promises.</summary>
public sealed class KeyValuePropertyTests
{
    private static readonly string[] Prefixes = ["", "a", "ab", "a/", "a/b", "b", "b/", "/"];

    private static readonly Gen<string> Keys = Gen.Elements("a", "b", "/").NonEmptyListOf().Select(static parts => string.Concat(parts.Take(3)));

    private static readonly Gen<Step> Steps =
        from verb in Gen.Elements(Verb.Put, Verb.Put, Verb.Put, Verb.PutAt, Verb.Delete, Verb.DeleteAt, Verb.DeleteTree)
        from key in Keys
        from value in Gen.Elements("", "1", "2")
        from isStale in Gen.Elements(true, false)
        select new Step(verb, key, value, isStale);

    private enum Verb
    {
        Put,
        PutAt,
        Delete,
        DeleteAt,
        DeleteTree,
    }

    [Fact]
    public void AnySteps_LeaveWhatADictionaryWouldHold_AndIndexesThatNeverGoBack() =>
        Prop.ForAll(Steps.ListOf().ToArbitrary(), static steps =>
        {
            var run = new ModelRun();
            foreach (var step in steps)
            {
                run.Do(step);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private sealed record Step(Verb Verb, string Key, string Value, bool IsStale);

    private sealed class ModelRun
    {
        private readonly SortedDictionary<string, (string Value, ulong Created, ulong Modified)> _model = new(StringComparer.Ordinal);
        private readonly ClusterState _state = new();
        private readonly KeyValueStore _store;

        public ModelRun() => _store = new KeyValueStore(_state, new VirtualTimeProvider());

        public void Do(Step step)
        {
            var before = _state.Current;
            var touched = Apply(step);
            var after = _state.Current;

            after.Index.Should().Be(touched.Count == 0 ? before.Index : before.Index + 1);
            Shown(after).Should().Equal(_model.Select(static pair => (pair.Key, pair.Value.Value, pair.Value.Created, pair.Value.Modified)));
            foreach (var prefix in Prefixes)
            {
                CheckIndex(prefix, before, after, touched);
            }
        }

        private static void CheckIndex(string prefix, ClusterSnapshot before, ClusterSnapshot after, List<string> touched)
        {
            var (old, current) = (before.KeyValues.IndexUnder(prefix), after.KeyValues.IndexUnder(prefix));
            if (touched.Exists(key => key.StartsWith(prefix, StringComparison.Ordinal)))
            {
                current.Should().Be(after.Index, "something under {0} changed", prefix);
            }
            else if (before.KeyValues.Under(prefix).Any())
            {
                current.Should().Be(old, "nothing under {0} changed", prefix);
            }

            current.Should().BeGreaterThanOrEqualTo(old);
        }

        /// <summary>Does a step to both, and returns the keys that it changes by the model.</summary>
        private List<string> Apply(Step step)
        {
            var caller = AllowAllAuthorizer.Instance;
            var entry = new KeyValueEntry(step.Key) { Value = Encoding.UTF8.GetBytes(step.Value) };
            var stored = _model.TryGetValue(step.Key, out var existing) ? existing.Modified : 0;
            var asked = step.IsStale ? stored + 1 : stored;
            switch (step.Verb)
            {
                case Verb.Put:
                    _store.Set(entry, caller);
                    return Put(step);
                case Verb.PutAt:
                    _store.SetAt(entry, asked, caller).Should().Be(!step.IsStale);
                    return step.IsStale ? [] : Put(step);
                case Verb.Delete:
                    _store.Delete(step.Key, caller);
                    return Remove(key => key == step.Key);
                case Verb.DeleteAt:
                    _store.DeleteAt(step.Key, asked, caller).Should().Be(stored == 0 || !step.IsStale);
                    return step.IsStale ? [] : Remove(key => key == step.Key);
                default:
                    _store.DeleteUnder(step.Key, caller);
                    return Remove(key => key.StartsWith(step.Key, StringComparison.Ordinal));
            }
        }

        private List<string> Put(Step step)
        {
            var isKnown = _model.TryGetValue(step.Key, out var existing);
            if (isKnown && existing.Value == step.Value)
            {
                return [];
            }

            var index = _state.Current.Index;
            _model[step.Key] = (step.Value, isKnown ? existing.Created : index, index);
            return [step.Key];
        }

        private List<string> Remove(Func<string, bool> match)
        {
            var removed = _model.Keys.Where(match).ToList();
            removed.ForEach(key => _model.Remove(key));
            return removed;
        }

        private static IEnumerable<(string Key, string Value, ulong Created, ulong Modified)> Shown(ClusterSnapshot snapshot) =>
            snapshot.KeyValues.Under("").Select(static entry => (entry.Key, Encoding.UTF8.GetString(entry.Value.Span), entry.CreateIndex, entry.ModifyIndex));
    }
}
