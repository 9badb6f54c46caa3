using SipTrace.Correlation.Sip;

namespace SipTrace.Screens;

/// <summary>A row of the list of calls: one call, or several of one source folded into one.</summary>
/// <param name="First">The call, or the first of the group.</param>
/// <param name="Count">How many calls it stands for.</param>
/// <param name="IsFolded">Whether the others of its group have no rows of their own.</param>
internal readonly record struct CallGroup(Call First, int Count, bool IsFolded);
