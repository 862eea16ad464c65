using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Expressions;

/// <summary>
/// JSON whose texts and names may hold <c>${…}</c>. A text that is nothing but one <c>${…}</c> becomes what that stands for:
/// a number stays a number, an object an object. In a longer text a value is part of the text.
/// </summary>
public sealed class JsonTemplate
{
    private readonly TextTemplate _template;
    private readonly HashSet<TemplateSlot> _whole;

    private JsonTemplate(TextTemplate template, HashSet<TemplateSlot> whole)
    {
        _template = template;
        _whole = whole;
    }

    /// <summary>What is filled in, each once, in the order of first use.</summary>
    public IReadOnlyList<TemplateSlot> Slots => _template.Slots;

    /// <summary>Parses JSON.</summary>
    /// <param name="json">Valid JSON.</param>
    /// <exception cref="FormatException">What stands in a <c>${…}</c> is not an expression.</exception>
    public static JsonTemplate Parse(string json) => TryParse(json, out JsonTemplate? template, out ExpressionProblem? problem)
        ? template
        : throw new FormatException($"column {problem.Column}: {problem.Message}");

    /// <summary>Parses JSON; false with a problem, whose column is that of its text, when a <c>${…}</c> is not an expression.</summary>
    public static bool TryParse(
        string json, [NotNullWhen(true)] out JsonTemplate? template, [NotNullWhen(false)] out ExpressionProblem? problem)
    {
        (template, problem) = (null, null);
        try
        {
            template = Read(json);
            return true;
        }
        catch (ExpressionFormatException e)
        {
            problem = e.Problem;
            return false;
        }
    }

    /// <summary>The JSON for an iteration.</summary>
    /// <exception cref="EvaluationException">An expression has no value.</exception>
    public string Render(IEvaluationContext context) => _template.Render((context, _whole), static (slot, state) =>
    {
        Value value = slot.Expression.Evaluate(state.context);
        return state._whole.Contains(slot) ? value.ToJson() : JsonEncodedText.Encode(value.Text).ToString();
    });

    private static JsonTemplate Read(string json)
    {
        TemplateBuilder parts = new();
        HashSet<TemplateSlot> whole = new(ReferenceEqualityComparer.Instance);
        byte[] utf8 = Encoding.UTF8.GetBytes(json);
        Utf8JsonReader reader = new(utf8);
        int copied = 0;
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !reader.ValueSpan.Contains((byte)'$'))
            {
                continue;
            }

            int start = (int)reader.TokenStartIndex;
            parts.Literal.Append(Encoding.UTF8.GetString(utf8, copied, start - copied));
            try
            {
                Append(parts, whole, reader.GetString()!, reader.TokenType == JsonTokenType.String);
            }
            catch (ExpressionFormatException e)
            {
                throw new ExpressionFormatException(e.Problem with { Line = 1 + utf8.AsSpan(0, start).Count((byte)'\n') });
            }

            copied = start + reader.ValueSpan.Length + 2;
        }

        parts.Literal.Append(Encoding.UTF8.GetString(utf8, copied, utf8.Length - copied));
        return new JsonTemplate(parts.Build(json), whole);
    }

    private static void Append(TemplateBuilder parts, HashSet<TemplateSlot> whole, string text, bool isValue)
    {
        TextTemplate template = TemplateParser.Read(text, 0, '\0', out _);
        if (isValue && template.Whole is { } slot)
        {
            parts.Add(slot);
            whole.Add(slot);
            return;
        }

        parts.Literal.Append('"');
        foreach ((string literal, TemplateSlot? next) in template.Parts)
        {
            parts.Literal.Append(JsonEncodedText.Encode(literal, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping));
            if (next is not null)
            {
                parts.Add(next);
            }
        }

        parts.Literal.Append('"');
    }
}
