using Acornima.Ast;
using Jint.Native;
using Jint.Native.Function;
using PerfFunctions.Engine.Plans.K6;

namespace PerfFunctions.Load.K6.Browser;

/// <summary>The text of a function, which the engine does not know: it is where the function stands in its script.</summary>
internal static class K6FunctionText
{
    /// <summary>The text, as an expression; null for what is not a function of the script.</summary>
    /// <param name="value">A function.</param>
    /// <param name="script">The script.</param>
    public static string? Of(JsValue value, K6Script script)
    {
        if (value is not Function { FunctionDeclaration: Node node } || node.Location.SourceFile != script.File)
        {
            return null;
        }

        // Of a method, it begins with its parameters.
        string text = script.Code[node.Range.Start..node.Range.End];
        return text.StartsWith('(') && node is FunctionExpression method ? $"{(method.Async ? "async " : "")}function{text}" : text;
    }
}
