using Acornima;
using Acornima.Ast;
using Jint.Native;
using Jint.Runtime;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.Scripts;

/// <summary>
/// Makes functions of texts, as template engines do. Neither the parser nor the interpreter bounds how deep a text is nested: it is
/// looked at first, and the engine compiles nothing else.
/// </summary>
internal sealed class TextCompiler : Host
{
    private const int MaxCharacters = 300_000;
    private const int MaxDepth = 400;

    private bool _isLookedAt;

    /// <summary>The function; a text that says why where there is none.</summary>
    /// <param name="engine">Engine of the script.</param>
    /// <param name="texts">Names of its parameters, and its body last.</param>
    /// <exception cref="ScriptEndException">They are too long, or nested too deeply.</exception>
    public JsValue Compile(JsEngine engine, string[] texts)
    {
        if (texts.Sum(t => t.Length) > MaxCharacters)
        {
            throw new ScriptEndException($"makes a function of a text of more than {MaxCharacters:N0} characters");
        }

        if (MistakeOf(texts) is { } mistake)
        {
            return new JsString(mistake);
        }

        _isLookedAt = true;
        try
        {
            return engine.Intrinsics.Function.Construct([.. texts.Select(t => new JsString(t))], engine.Intrinsics.Function);
        }
        finally
        {
            _isLookedAt = false;
        }
    }

    /// <inheritdoc />
    public override void EnsureCanCompileStrings(Realm callerRealm, Realm evalRealm)
    {
        if (!_isLookedAt)
        {
            throw new ScriptEndException("makes code of a text in another way than by Function");
        }
    }

    private static string? MistakeOf(string[] texts)
    {
        try
        {
            Node root = new Parser().ParseScript($"(function ({string.Join(',', texts[..^1])}\n) {{\n{texts[^1]}\n}})");
            RefuseDepth(root);
            return null;
        }
        catch (ParseErrorException e)
        {
            return e.Description;
        }
    }

    private static void RefuseDepth(Node root)
    {
        Stack<(Node Node, int Depth)> open = new([(root, 0)]);
        while (open.TryPop(out (Node Node, int Depth) next))
        {
            if (next.Depth > MaxDepth)
            {
                throw new ScriptEndException($"makes a function of a text that is nested more than {MaxDepth} levels deep");
            }

            foreach (Node child in next.Node.ChildNodes)
            {
                open.Push((child, next.Depth + 1));
            }
        }
    }
}
