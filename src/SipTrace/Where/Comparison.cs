namespace SipTrace.Where;

/// <summary>A field, an operator, and what one of the field's values must be. A field without values is like nothing: only <c>!=</c> holds.</summary>
internal sealed record Comparison(Field Field, bool IsNegated, Func<FieldValue, bool> Test) : Condition
{
    /// <inheritdoc/>
    public override bool Holds<T>(T subject, FieldReader<T> read)
    {
        foreach (var value in read(subject, Field)) if (Test(value)) return !IsNegated;
        return IsNegated;
    }

    /// <inheritdoc/>
    public override bool AsksFor(Field field) => Field == field;
}
