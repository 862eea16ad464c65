using AngleSharp.Dom;
using Jint.Native.Object;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.K6.Html;

/// <summary>Nodes of a page in the hands of a script, which sees nothing of them: it passes them on to the generator.</summary>
/// <param name="engine">The script's engine.</param>
/// <param name="nodes">The nodes, each once.</param>
internal sealed class K6Nodes(JsEngine engine, IReadOnlyList<INode> nodes) : ObjectInstance(engine)
{
    public IReadOnlyList<INode> Nodes => nodes;

    /// <summary>The first of them; null for none.</summary>
    public INode? First => nodes.Count > 0 ? nodes[0] : null;

    /// <summary>The elements among them.</summary>
    public IEnumerable<IElement> Elements => nodes.OfType<IElement>();
}
