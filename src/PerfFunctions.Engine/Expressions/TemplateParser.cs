using System.Text;

namespace PerfFunctions.Engine.Expressions;

/// <summary>Reads texts with <c>${…}</c> in them.</summary>
internal static class TemplateParser
{
    /// <summary>Reads a text to its end, or to the quote that closes it.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="quote">The closing quote, which <c>\</c> before it makes a plain one; that of code 0 for none.</param>
    /// <param name="end">Where the text goes on after it; past the whole text where the quote is missing.</param>
    /// <exception cref="ExpressionFormatException">What stands in <c>${…}</c> is not an expression.</exception>
    public static TextTemplate Read(string text, int start, char quote, out int end)
    {
        TemplateBuilder parts = new();
        int at = start;
        while (at < text.Length && (quote == '\0' || text[at] != quote))
        {
            ReadOnlySpan<char> rest = text.AsSpan(at);
            if (rest.StartsWith("$${"))
            {
                parts.Literal.Append("${");
                at += 3;
            }
            else if (rest.StartsWith("${"))
            {
                int inner = at + 2;
                Expression expression = new ExpressionParser(text, inner).ReadTo('}', out at);
                parts.Add(new TemplateSlot(text[inner..(at - 1)], expression));
            }
            else
            {
                at += quote != '\0' && rest.Length > 1 && rest[0] == '\\' && rest[1] == quote ? 1 : 0;
                parts.Literal.Append(text[at++]);
            }
        }

        end = quote == '\0' ? at : at + 1;
        return parts.Build(text[start..at]);
    }
}

/// <summary>Literals and slots in turn.</summary>
internal sealed class TemplateBuilder
{
    private readonly List<string> _literals = [];
    private readonly List<TemplateSlot> _slots = [];

    /// <summary>The literal that is being read.</summary>
    public StringBuilder Literal { get; } = new();

    /// <summary>Ends the literal with a slot.</summary>
    public void Add(TemplateSlot slot)
    {
        _literals.Add(Literal.ToString());
        _slots.Add(slot);
        Literal.Clear();
    }

    /// <summary>The template.</summary>
    /// <param name="text">As written.</param>
    public TextTemplate Build(string text) => new(text, [.. _literals, Literal.ToString()], [.. _slots]);
}
