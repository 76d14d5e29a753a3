namespace PeeringServer.Core.Hcl;

/// <summary>The kinds of tokens of HCL and of its reading of JSON. Error messages give their names in capitals.</summary>
internal enum HclTokenKind
{
    Illegal,
    Eof,
    Comment,
    Ident,
    Number,
    Float,
    Bool,
    String,
    Heredoc,
    Null,
    Lbrack,
    Lbrace,
    Comma,
    Period,
    Colon,
    Rbrack,
    Rbrace,
    Assign,
    Add,
    Sub,
}
