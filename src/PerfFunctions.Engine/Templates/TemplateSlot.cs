namespace PerfFunctions.Engine.Templates;

/// <summary>A place in a <see cref="TextTemplate"/> that is filled in.</summary>
/// <param name="Kind">What it names.</param>
/// <param name="Name">Of the variable, feed or function.</param>
/// <param name="Arguments">The column of a feed, or a function's arguments.</param>
/// <param name="Text">As written between the braces.</param>
public sealed record TemplateSlot(SlotKind Kind, string Name, IReadOnlyList<string> Arguments, string Text)
{
    private const int LongestName = 64;

    /// <summary>What <c>raw(name)</c>, <c>json(name)</c>, <c>base64(name)</c> and the like give in another form; null for all else.</summary>
    public TemplateSlot? Inner { get; } =
        Kind == SlotKind.Function && TemplateFunctions.IsDerived(Name, Arguments.Count) ? Read(Arguments[0]) : null;

    /// <summary>How <c>now(…)</c> writes the time; null for all else, and for wrong arguments.</summary>
    public TimeText? Time { get; } = Kind == SlotKind.Function && Name == "now" ? TimeText.Read(Arguments) : null;

    /// <summary>The secret that a function uses; null for none.</summary>
    public string? SecretName => Kind != SlotKind.Function ? null : (Name, Arguments) switch
    {
        (TemplateFunctions.Secret, [string name]) => name,
        (TemplateFunctions.Hmac, [_, string name, ..]) => name,
        _ => null,
    };

    /// <summary>Whether it is filled in as JSON.</summary>
    public bool IsJson => Name == TemplateFunctions.Json && Inner is not null;

    /// <summary>Whether it is filled in as it is. What is percent-encoded already is not encoded again.</summary>
    public bool IsRaw => Name is TemplateFunctions.Raw or TemplateFunctions.UrlEncode && Inner is not null;

    /// <summary>Reads what stands between the braces; null when it is none of the three.</summary>
    public static TemplateSlot? Read(string text)
    {
        if (TextTemplate.IsVariableName(text))
        {
            return new TemplateSlot(SlotKind.Variable, text, [], text);
        }

        if (text.EndsWith(')') && text.IndexOf('(', StringComparison.Ordinal) is int open and > 0 && TextTemplate.IsVariableName(text.AsSpan(0, open)))
        {
            string inner = text[(open + 1)..^1];
            string[] arguments = inner.Trim().Length == 0 ? [] : inner.Split(',', StringSplitOptions.TrimEntries);
            return inner.AsSpan().ContainsAny('(', ')') ? null : new TemplateSlot(SlotKind.Function, text[..open], arguments, text);
        }

        return text.Split('.') is [string feed, string column] && TextTemplate.IsVariableName(feed) && column.Length <= LongestName &&
            TextTemplate.IsVariableName(column)
            ? new TemplateSlot(SlotKind.Feed, feed, [column], text)
            : null;
    }
}

/// <summary>What a <see cref="TemplateSlot"/> names.</summary>
public enum SlotKind
{
    /// <summary><c>${page}</c>: a variable of the plan or a captured value.</summary>
    Variable,

    /// <summary><c>${accounts.email}</c>: a column of the iteration's row of a feed.</summary>
    Feed,

    /// <summary><c>${uuid()}</c>: a built-in function.</summary>
    Function,
}
