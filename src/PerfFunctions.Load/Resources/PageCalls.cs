using PerfFunctions.Engine.Plans;
using PerfFunctions.Load.Flows;

namespace PerfFunctions.Load.Resources;

/// <summary>Makes the steps ready that load what a page embeds.</summary>
/// <param name="context">What they work with.</param>
/// <param name="others">Makes other steps ready; null for none.</param>
internal sealed class PageCalls(PageContext context, ICallFactory? others) : ICallFactory
{
    /// <inheritdoc />
    public ICall? Of(FlowStep step) =>
        step is HttpStep { Resources: not null } page ? new PageCall(page, context) : others?.Of(step);
}
