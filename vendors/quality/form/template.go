package form

// Template is a form to begin from.
type Template struct {
	Code string
	Form
}

// Templates returns forms for a call, a chat and a complaint.
func Templates() []Template {
	return []Template{
		{"voice", Form{voiceItems(), 80}},
		{"chat", Form{chatItems(), 80}},
		{"complaint", Form{complaintItems(), 85}},
	}
}

func behaviour(key, text, zh string, weight float64) Item {
	return Item{Key: key, Text: text, TextZH: zh, Behaviour: true, Criticality: NonCritical, Weight: weight, Best: 2}
}

func must(key, text, zh string, c Criticality, weight float64, fatal bool) Item {
	return Item{Key: key, Text: text, TextZH: zh, Criticality: c, Weight: weight, Best: 1, Fatal: fatal}
}

// verified asks for the check of identity, before anything is told.
func verified() Item {
	i := must("identity", "Checked the customer's identity before telling anything", "透露信息前核实了客户身份", Compliance, 10, true)
	i.Behaviour = true
	return i
}

func outcome() []Item {
	offered := must("recovery", "Used the compensation that was allowed", "运用了被授权的补偿", Customer, 8, false)
	offered.When = &Condition{"fault", 1}
	return []Item{
		must("answer", "The answer was right and complete", "答复正确、完整", Customer, 20, false),
		must("solved", "Solved it, or put it where it is solved", "解决了问题，或交到能解决的地方", Customer, 20, false),
		{Key: "fault", Text: "Was it our own fault?", TextZH: "是否我方过错？", Criticality: NonCritical, Best: 1},
		offered,
		must("record", "The record is right: reason, promise, ticket", "记录正确：原因、承诺、工单", Business, 8, false),
		must("conduct", "Nothing rude, misleading or forbidden was said", "没有粗鲁、误导或违规的话", Compliance, 4, true),
	}
}

func voiceItems() []Item {
	return append([]Item{
		behaviour("listen", "Let the customer finish and said back what was understood", "让客户说完并复述理解", 10),
		behaviour("ask", "Asked what was needed, no more", "只问必要的问题", 8),
		behaviour("plain", "Explained in plain words", "用通俗的话解释", 8),
		behaviour("own", "Took it on: said what happens next, by when", "承担到底：说明下一步和时间", 10),
		verified(),
	}, outcome()...)
}

func chatItems() []Item {
	return append([]Item{
		behaviour("read", "Read what was there already, asked nothing twice", "看了已有信息，不重复询问", 10),
		behaviour("pace", "Kept the customer told while waiting", "等待时告知进展", 8),
		behaviour("plain", "Short, plain sentences; no pasted walls", "短句、通俗，不贴大段模板", 8),
		behaviour("own", "Took it on: said what happens next, by when", "承担到底：说明下一步和时间", 10),
		verified(),
	}, outcome()...)
}

func complaintItems() []Item {
	callback := must("callback", "Called back within three days, as promised", "按承诺三日内回访", Customer, 14, false)
	return append([]Item{
		behaviour("calm", "Acknowledged what went wrong without arguing", "承认问题，不争辩", 12),
		behaviour("cause", "Looked for the cause, not only for the end of the call", "查找原因，而不只是结束通话", 12),
		behaviour("own", "Took it on: said what happens next, by when", "承担到底：说明下一步和时间", 12),
		verified(),
	}, append(outcome(), callback)...)
}
