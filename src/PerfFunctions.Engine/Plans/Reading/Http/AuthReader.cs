using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Declares and reads <c>auth:</c>.</summary>
internal static class AuthReader
{
    private const string TokenAllowed = "an absolute http or https address";
    private const string SecretAllowed = "'${secret(name)}'";

    /// <summary>User and password.</summary>
    public static readonly MapGrammar<AuthDraft> Basic = new("basic", "Basic authentication")
    {
        { "user", Ref("text"), "User.", (d, field) => d with { User = ReadText(field, d.Scope, TemplatePlace.Sent) }, "a text" },
        {
            "password", Ref("text"), "Password; use ${ secret(NAME) }.",
            (d, field) => d with { Password = ReadText(field, d.Scope, TemplatePlace.Sent) }, SecretAllowed
        },
    };

    /// <summary>A token by client credentials.</summary>
    public static readonly MapGrammar<AuthDraft> OAuth = new("oauth", "OAuth client credentials")
    {
        { "token", Ref("address"), "Address of the token endpoint.", (d, field) => d with { Token = ReadAddress(field) }, TokenAllowed },
        {
            "client", Ref("text"), "Client id.",
            (d, field) => d with { User = ReadText(field, d.Scope, TemplatePlace.Constant) }, "the client's id"
        },
        {
            "secret", Ref("text"), "Client secret; use ${secret(NAME)}.",
            (d, field) => d with { Password = ReadText(field, d.Scope, TemplatePlace.Constant) }, SecretAllowed
        },
        {
            "scope", Ref("text"), "Requested scope.",
            (d, field) => d with { OAuthScope = ReadText(field, d.Scope, TemplatePlace.Constant) }
        },
    };

    /// <summary>Authentication.</summary>
    public static readonly MapGrammar<AuthDraft> Map = new(
        "auth", "Authentication", "Exactly one of the three.",
        rule: new KeyChoice("the kind of authorization", "basic", "bearer", "oauth"))
    {
        { "basic", Ref(Basic), "User and password.", (d, field) => d with { Read = Basic.Read(field, d).AsBasic } },
        {
            "bearer", Ref("text"), "Bearer token.",
            (d, field) => d with { Read = ReadText(field, d.Scope, TemplatePlace.Sent) is { } token ? new BearerAuthorization(token) : null }
        },
        { "oauth", Ref(OAuth), "Token by client credentials.", (d, field) => d with { Read = OAuth.Read(field, d).AsOAuth } },
    };

    /// <summary>The authentication; null if a problem was reported.</summary>
    public static Authorization? Read(Field field, VariableScope scope) => Map.Read(field, new AuthDraft(scope)).Read;

    private static string? ReadAddress(Field field) =>
        field.Text(TokenAllowed, PlanLimits.PathLength) is { } text && TargetReader.CheckFixedAddress(field, text, TokenAllowed) ? text : null;

    private static string? ReadText(Field field, VariableScope scope, TemplatePlace place)
    {
        string? text = field.Text("a text, such as '${secret(name)}'", PlanLimits.TextLength);
        if (text is not null)
        {
            scope.Check(field, text, place);
        }

        return text;
    }
}

/// <summary>Authentication as far as it has been read.</summary>
/// <param name="Scope">What its texts may be filled in with.</param>
internal sealed record AuthDraft(VariableScope Scope)
{
    /// <summary>The whole; null until it is read.</summary>
    public Authorization? Read { get; init; }

    /// <summary>User, or client.</summary>
    public string? User { get; init; }

    /// <summary>Password of the user, or secret of the client.</summary>
    public string? Password { get; init; }

    /// <summary>Address of the token endpoint.</summary>
    public string? Token { get; init; }

    public string? OAuthScope { get; init; }

    public BasicAuthorization? AsBasic => User is null || Password is null ? null : new BasicAuthorization(User, Password);

    public OAuthAuthorization? AsOAuth => Token is null || User is null || Password is null
        ? null
        : new OAuthAuthorization(Token, User, Password, OAuthScope);
}
