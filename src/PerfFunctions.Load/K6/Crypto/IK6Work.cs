using Jint.Native;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.K6.Crypto;

/// <summary>What takes longer than a loop can wait: it is done on another thread, one at a time over all users.</summary>
internal interface IK6Work
{
    /// <summary>Does it; what a script gets is a promise, or the value.</summary>
    /// <param name="engine">The script's engine.</param>
    /// <param name="work">The work; null where it cannot be done.</param>
    /// <param name="made">Makes a value of the script of it.</param>
    JsValue Run(JsEngine engine, Func<byte[][]?> work, Func<byte[][]?, JsValue> made);
}

/// <summary>Work where nothing else waits.</summary>
internal sealed class K6WorkHere : IK6Work
{
    /// <inheritdoc />
    public JsValue Run(JsEngine engine, Func<byte[][]?> work, Func<byte[][]?, JsValue> made) => made(work());
}
