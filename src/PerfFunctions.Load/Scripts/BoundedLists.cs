using System.Text;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.Scripts;

/// <summary>
/// Methods of lists that look at the budget: a list of lists of lists may be small, and what they make of it is not.
/// </summary>
internal sealed class BoundedLists(JsEngine engine, ScriptBudget budget)
{
    /// <summary>The items as a text.</summary>
    public JsValue Join(JsValue self, JsValue separator)
    {
        ObjectInstance list = ListOf(self);
        string between = separator.IsUndefined() ? "," : TypeConverter.ToString(separator);
        long length = LengthOf(list);
        StringBuilder text = new();
        for (long i = 0; i < length; i++)
        {
            budget.Look();
            JsValue item = list.Get(new JsNumber(i));
            text.Append(i == 0 ? "" : between).Append(item.IsUndefined() || item.IsNull() ? "" : TypeConverter.ToString(item));
            if (text.Length > ScriptBudget.Characters)
            {
                throw new ScriptEndException("makes a text of more than 1,000,000 characters");
            }
        }

        return new JsString(text.ToString());
    }

    /// <summary>The items, with those of lists in it in their place.</summary>
    public JsValue Flat(JsValue self, JsValue depth)
    {
        List<JsValue> items = [];
        Gather(items, ListOf(self), depth.IsUndefined() ? 1 : TypeConverter.ToNumber(depth));
        return new JsArray(engine, [.. items]);
    }

    private void Gather(List<JsValue> items, ObjectInstance list, double depth)
    {
        long length = LengthOf(list);
        for (long i = 0; i < length; i++)
        {
            budget.Look();
            JsValue key = new JsNumber(i);
            if (!list.HasProperty(key))
            {
                continue;
            }

            if (list.Get(key) is JsArray inner && depth >= 1)
            {
                Gather(items, inner, depth - 1);
            }
            else
            {
                items.Add(list.Get(key));
            }
        }
    }

    private static ObjectInstance ListOf(JsValue self) =>
        self as ObjectInstance ?? throw new ScriptEndException("joins what is not a list");

    private static long LengthOf(ObjectInstance list) => (long)TypeConverter.ToLength(list.Get("length"));
}
