using PeeringServer.Core.Peerings;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Tests.Peerings;

public sealed class PeeringSecretsStoreTests
{
    private readonly ClusterState _state = new();
    private readonly PeeringSecretsStore _secrets;
    private readonly string _id;
    private int _made;

    public PeeringSecretsStoreTests()
    {
        var store = new PeeringStore(_state);
        _secrets = new PeeringSecretsStore(store, () => $"secret-{++_made}");
        _id = store.Put(new Peering { Id = Guid.NewGuid().ToString(), Name = "a" }, static secrets => secrets with { Establishment = "establish" }).Id;
    }

    [Fact]
    public void Exchange_WithTheRightSecret_WorksOnce()
    {
        _secrets.Exchange(_id, "establish").Should().Be("secret-1");
        _secrets.Exchange(_id, "establish").Should().BeNull();
        _state.Current.Peerings.SecretsOf(_id).PendingStream.Should().Be("secret-1");
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    public void Exchange_WithAnotherSecret_ChangesNothing(string secret)
    {
        var before = _state.Current;

        _secrets.Exchange(_id, secret).Should().BeNull();

        _state.Current.Should().BeSameAs(before);
    }

    [Fact]
    public void Open_WithThePendingSecret_MakesItTheActiveOne()
    {
        var given = _secrets.Exchange(_id, "establish")!;

        _secrets.Open(_id, given).Should().Be(StreamSecretVerdict.Promoted);
        _secrets.Open(_id, given).Should().Be(StreamSecretVerdict.Active);
        _state.Current.Peerings.SecretsOf(_id).Should().Be(new PeeringSecrets { ActiveStream = given });
    }

    [Fact]
    public void Open_BeforeAnyExchange_IsWrong() => _secrets.Open(_id, "establish").Should().Be(StreamSecretVerdict.Wrong);

    [Fact]
    public void Open_WithoutAnySecrets_SaysSo() => _secrets.Open("unknown", "x").Should().Be(StreamSecretVerdict.NoneKnown);

    [Fact]
    public void Secrets_AsText_TellNothing() => _state.Current.Peerings.SecretsOf(_id).ToString().Should().NotContain("establish");
}
