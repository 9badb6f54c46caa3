namespace SipTrace.Where;

/// <summary>Reads the values of a field of something: a call, a row on a screen.</summary>
internal delegate IEnumerable<FieldValue> FieldReader<in T>(T subject, Field field);

/// <summary>A parsed <c>--where</c> expression: a tree of and, or, not and comparisons.</summary>
internal abstract record Condition
{
    /// <summary>Whether it holds for this subject.</summary>
    public abstract bool Holds<T>(T subject, FieldReader<T> read);

    /// <summary>Whether it asks for a field.</summary>
    public abstract bool AsksFor(Field field);
}
