using System.Reflection;
using System.Runtime.CompilerServices;

namespace SipTrace.Tests.Support;

/// <summary>How many octets an object takes with all that it leads to, found by walking its fields.</summary>
internal sealed class DeepSize
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly Dictionary<Type, (long Size, FieldInfo[] References)> types = [];
    private readonly HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<object> open = new();

    /// <summary>Walks from an object; threads, delegates and types are left out.</summary>
    public static long Of(object root) => new DeepSize().Walk(root);

    private long Walk(object root)
    {
        var size = 0L;
        for (open.Push(root); open.TryPop(out var each);)
        {
            if (!each.GetType().IsValueType && (each is Type or Delegate or Thread or WaitHandle || !seen.Add(each))) continue;
            size += each switch
            {
                string text => 24 + 2 * text.Length,
                Array array => OfArray(array),
                _ => OfFields(each),
            };
        }
        return size;
    }

    private long OfArray(Array array)
    {
        var element = array.GetType().GetElementType()!;
        if (HasReferences(element))
        {
            foreach (var each in array)
            {
                if (each is not null) open.Push(each);
            }
        }
        return 24 + (array.Length * (long)SizeOf(element) + 7 & ~7);
    }

    private long OfFields(object each)
    {
        var type = each.GetType();
        if (!types.TryGetValue(type, out var known))
        {
            var size = 16 + (Fields(type).Sum(field => SizeOf(field.FieldType)) + 7 & ~7);
            types.Add(type, known = (size, [.. Fields(type).Where(field => HasReferences(field.FieldType))]));
        }
        foreach (var field in known.References)
        {
            if (field.GetValue(each) is { } value) open.Push(value);
        }
        return type.IsValueType ? 0 : known.Size;
    }

    private static IEnumerable<FieldInfo> Fields(Type type)
    {
        for (var each = type; each is not null; each = each.BaseType)
        {
            foreach (var field in each.GetFields(Own)) yield return field;
        }
    }

    private static bool HasReferences(Type type) =>
        !type.IsPrimitive && !type.IsEnum && !type.IsPointer && (!type.IsValueType || Fields(type).Any(field => HasReferences(field.FieldType)));

    private static int SizeOf(Type type) =>
        type.IsValueType ? (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)! : 8;
}
