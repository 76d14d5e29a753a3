using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PeeringServer.Core.KeyValue;

namespace PeeringServer.Core.Tests.KeyValue;

public sealed class KeyOrderTests
{
    private static readonly Gen<string> Keys = Gen.Elements("a", "/", "z", "\u00e9", "\uffee", "\ue000", "\U0001f600", "\U0010ffff")
        .ListOf().Select(static parts => string.Concat(parts));

    [Fact]
    public void Compare_AnyKeys_IsTheOrderOfTheirUtf8() =>
        Prop.ForAll(Keys.ToArbitrary(), Keys.ToArbitrary(), static (left, right) =>
            Math.Sign(KeyOrder.Compare(left, right)) == Math.Sign(Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right))))
            .QuickCheckThrowOnFailure();
}
