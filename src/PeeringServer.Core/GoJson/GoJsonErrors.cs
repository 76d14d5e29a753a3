using PeeringServer.Core.GoText;

namespace PeeringServer.Core.GoJson;

/// <summary>
/// The errors of one decoding and the place it has come to. Go decodes on after a value that does not fit, and reports
/// the first one in the end.
/// </summary>
internal sealed class GoJsonErrors
{
    private readonly List<string> _fields = [];
    private GoStructType? _struct;
    private GoJsonException? _first;

    /// <summary>Where the decoding stands, to be given to <see cref="Leave"/>.</summary>
    public (GoStructType? Struct, int Depth) Place => (_struct, _fields.Count);

    public void Enter(GoStructType type, string key)
    {
        _struct = type;
        _fields.Add(key);
    }

    public void Leave((GoStructType? Struct, int Depth) place)
    {
        _struct = place.Struct;
        _fields.RemoveRange(place.Depth, _fields.Count - place.Depth);
    }

    public void SaveMismatch(string value, GoType type) => _first ??= Located(new GoTypeMismatch(value, type.Name));

    public void SaveUnknownField(string key) => _first ??= new GoJsonException($"json: unknown field {GoQuote.Quote(key)}");

    public void Save(string message) => _first ??= new GoJsonException(message);

    /// <summary>A custom type's error at this place. Its own fields are overwritten by those that lead to it, as in Go 1.23.</summary>
    public GoJsonException Located(GoJsonException error) => error.Mismatch is null ? error : Located(error.Mismatch);

    public void ThrowFirst()
    {
        if (_first is not null)
        {
            throw _first;
        }
    }

    private GoJsonException Located(GoTypeMismatch mismatch) => new(_struct is null
        ? mismatch
        : mismatch with { Struct = _struct.ShortName, Field = string.Join('.', _fields) });
}
