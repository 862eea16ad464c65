using System.Text.RegularExpressions;

namespace PerfFunctions.Engine.Plans.Reading.Protocols;

/// <summary>
/// Finds the operations of a GraphQL document, without a look at what they select: the target knows its schema.
/// </summary>
internal static partial class GraphQlDocument
{
    /// <summary>The operations in the order of the document; an anonymous one has an empty name.</summary>
    /// <param name="text">The document.</param>
    public static IReadOnlyList<(string Kind, string Name)> OperationsIn(string text)
    {
        List<(string, string)> operations = [];
        int depth = 0;
        bool isHeaded = false;
        foreach (Match token in Token().Matches(text))
        {
            switch (token.Value[0])
            {
                case '{' or '(' or '[':
                    if (depth++ == 0 && token.Value == "{" && !isHeaded)
                    {
                        operations.Add(("query", ""));
                    }

                    isHeaded &= token.Value != "{" || depth > 1;
                    break;
                case '}' or ')' or ']':
                    depth = Math.Max(0, depth - 1);
                    break;
                default:
                    if (depth == 0 && token.Groups["kind"] is { Success: true } kind)
                    {
                        isHeaded = true;
                        AddTo(operations, kind.Value, token.Groups["name"].Value);
                    }

                    break;
            }
        }

        return operations;
    }

    private static void AddTo(List<(string, string)> operations, string kind, string name)
    {
        if (kind != "fragment")
        {
            operations.Add((kind, name));
        }
    }

    // Strings and comments are tokens, so that what looks like an operation in them is none; so is what a plan fills in.
    [GeneratedRegex("""
        "{3}[\s\S]*?"{3}|"(?:\\.|[^"\\\n])*"|\#[^\n]*|\$\{[^{}]*\}|\b(?<kind>query|mutation|subscription|fragment)\b(?:\s+(?<name>\w+))?|\w+|[{}()\[\]]
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Token();
}
