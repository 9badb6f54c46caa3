using SipTrace.Output;

namespace SipTrace.Screens;

/// <summary>A row of the list of calls as it is drawn: texts copied out of the trace.</summary>
/// <param name="Group">The call or calls it stands for.</param>
/// <param name="Texts">Its cells, column by column; visible text.</param>
/// <param name="Inks">Their colours.</param>
/// <param name="AreNumbers">Which of them are numbers.</param>
internal sealed record CallRow(CallGroup Group, string[] Texts, Ink[] Inks, bool[] AreNumbers);
