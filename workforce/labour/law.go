package labour

// Law is a set of rules that a statute gives, to begin an agreement with. It is a
// starting point and no advice: contracts, collective agreements and permits of
// authorities change what holds.
type Law struct {
	Code  string
	Lines []Line
	Rules []Rule // each with its Source
}

// Line is one of an agreement's main rules as a law has it.
type Line struct {
	Field  Field
	Value  int
	Source string
}

// Field names a main rule; the names are those of the API.
type Field string

// The main rules that laws speak of.
const (
	WeeklyMaxMin       Field = "weeklyMaxMin"
	MinRestMin         Field = "minRestMin"
	MaxConsecutiveDays Field = "maxConsecutiveDays"
	MinDaysOffPerWeek  Field = "minDaysOffPerWeek"
)

const hour = 60

// nightWork is when a shift is one of the night: three hours of it lie in it, as
// the directive and the regulations of 1998 have it.
func nightWork(from, to int, source string) Rule {
	return Rule{Kind: HoursClass, Class: "night", From: from * hour, To: to * hour, Min: 3 * hour, Source: source}
}

// Laws lists the sets that an editor offers.
func Laws() []Law {
	return []Law{chinaStandard(), chinaComprehensive(), europe(), unitedKingdom(), california(), minors(), pregnancy()}
}

func chinaStandard() Law {
	return Law{
		Code: "cn-standard",
		Lines: []Line{
			{WeeklyMaxMin, 49 * hour, "劳动法第41条与国务院关于职工工作时间的规定第3条：每周40小时，加班每月不超过36小时，按每周约9小时计"},
			{MinRestMin, 11 * hour, "法律未规定班间休息；劳动法第41条每日加班不超过3小时，取11小时"},
			{MaxConsecutiveDays, 6, "劳动法第38条：每周至少休息一日"},
			{MinDaysOffPerWeek, 1, "劳动法第38条：每周至少休息一日"},
		},
		Rules: []Rule{
			{Kind: ShiftMinutes, Max: 11 * hour, Source: "劳动法第36条、第41条：每日8小时，特殊原因加班每日不超过3小时"},
			{Kind: LongRest, Span: Week, Min: 24 * hour, Source: "劳动法第38条：每周至少休息一日"},
			// 20.67 days of eight hours and 36 hours of overtime.
			{Kind: PaidMinutes, Span: Month, Max: 165*hour + 22 + 36*hour, Source: "劳动法第41条：加班每月不超过36小时；人社部发〔2025〕2号：月工作日20.67天"},
		},
	}
}

func chinaComprehensive() Law {
	return Law{
		Code: "cn-comprehensive",
		Lines: []Line{
			{WeeklyMaxMin, 60 * hour, "综合计算工时以周、月、季、年为周期，单周可超过40小时（劳部发〔1994〕503号第5条）；须经劳动行政部门审批"},
			{MinRestMin, 11 * hour, "劳部发〔1994〕503号第6条：采用适当的休息办法，确保职工的休息权利"},
			{MaxConsecutiveDays, 6, "劳动法第38条：每周至少休息一日"},
			{MinDaysOffPerWeek, 1, "劳动法第38条：每周至少休息一日"},
		},
		Rules: []Rule{
			{Kind: ShiftMinutes, Max: 11 * hour, Source: "劳部发〔1997〕271号：第三级以上体力劳动强度的岗位每日连续工作不超过11小时，此处通用"},
			{Kind: LongRest, Span: Week, Min: 24 * hour, Source: "劳动法第38条：每周至少休息一日"},
			// 62 days of eight hours and three times 36 hours of overtime.
			{Kind: PaidMinutes, Span: Quarter, Max: 62*8*hour + 108*hour, Source: "劳部发〔1994〕503号第5条：周期内平均工时与法定标准基本相同；劳动法第41条：延长工时平均每月不超过36小时；人社部发〔2025〕2号：季工作日62天"},
		},
	}
}

func europe() Law {
	return Law{
		Code: "eu",
		Lines: []Line{
			{WeeklyMaxMin, 60 * hour, "Directive 2003/88/EC: no weekly limit of its own beside the average of Article 6; daily rest leaves 13 hours a day"},
			{MinRestMin, 11 * hour, "Directive 2003/88/EC, Article 3: 11 consecutive hours a 24-hour period"},
			{MaxConsecutiveDays, 6, "Directive 2003/88/EC, Article 5: a rest in each seven-day period"},
			{MinDaysOffPerWeek, 1, "Directive 2003/88/EC, Article 5"},
		},
		Rules: []Rule{
			{Kind: LongRest, Span: Rolling, Days: 7, Min: 35 * hour, Source: "Directive 2003/88/EC, Article 5: 24 hours beside the 11 of Article 3, in each seven-day period"},
			{Kind: PaidMinutes, Span: Rolling, Days: 119, Max: 17 * 48 * hour, Source: "Directive 2003/88/EC, Articles 6(b) and 16(b): 48 hours a week on average over four months, here 17 weeks"},
			nightWork(0, 5, "Directive 2003/88/EC, Article 2(3) and (4): night time holds midnight to 5 a.m.; three hours of it make a night worker"),
			{Kind: ShiftMinutes, Class: "night", Max: 8 * hour, Source: "Directive 2003/88/EC, Article 8: 8 hours on average; in any 24 hours where work is hazardous, here for every night"},
		},
	}
}

func unitedKingdom() Law {
	return Law{
		Code: "uk",
		Lines: []Line{
			{WeeklyMaxMin, 60 * hour, "Working Time Regulations 1998, reg. 4: only the average is limited"},
			{MinRestMin, 11 * hour, "Working Time Regulations 1998, reg. 10(1)"},
			{MaxConsecutiveDays, 12, "Working Time Regulations 1998, reg. 11(2): rest may be taken over 14 days"},
			{MinDaysOffPerWeek, 0, "Working Time Regulations 1998, reg. 11(2): see the days off of fourteen days"},
		},
		Rules: []Rule{
			{Kind: DaysOff, Span: Rolling, Days: 14, Min: 2, Source: "Working Time Regulations 1998, reg. 11(2): two rests of 24 hours in each 14 days"},
			{Kind: PaidMinutes, Span: Rolling, Days: 119, Max: 17 * 48 * hour, Source: "Working Time Regulations 1998, reg. 4: 48 hours on average over 17 weeks, unless opted out (reg. 5)"},
			nightWork(23, 6, "Working Time Regulations 1998, reg. 2(1): 11 p.m. to 6 a.m."),
			{Kind: ShiftMinutes, Class: "night", Max: 8 * hour, Source: "Working Time Regulations 1998, reg. 6: 8 hours on average, and in any 24 hours for special hazards"},
		},
	}
}

func california() Law {
	return Law{
		Code: "us-california",
		Lines: []Line{
			{WeeklyMaxMin, 60 * hour, "Labor Code § 510(a) limits nothing and prices: 1.5 times the pay beyond 40 hours a week; 60 hours as a practice"},
			{MinRestMin, 8 * hour, "no statute for contact centres; 8 hours as a practice"},
			{MaxConsecutiveDays, 12, "Labor Code §§ 551, 552 count by the workweek (Mendoza v. Nordstrom, 2017): six days before and six after two days off far apart"},
			{MinDaysOffPerWeek, 1, "Labor Code §§ 551, 552: one day's rest in seven, by the workweek (Mendoza v. Nordstrom, 2017); § 510(a) pays a seventh day 1.5 times, and twice beyond 8 hours of it; § 556 exempts 30 hours a week or 6 a day"},
		},
		Rules: []Rule{
			{Kind: ShiftMinutes, Max: 12 * hour, Source: "Labor Code § 510(a): 1.5 times the pay beyond 8 hours a day and twice beyond 12, here the limit; § 511 allows 10-hour days without by vote. § 512: shifts of more than 5 hours need a meal of 30 minutes before the end of the fifth, those of more than 10 a second"},
		},
	}
}

func minors() Law {
	return Law{
		Code: "minors",
		Lines: []Line{
			{WeeklyMaxMin, 40 * hour, "Directive 94/33/EC, Article 8(2): adolescents, 40 hours a week"},
			{MinRestMin, 12 * hour, "Directive 94/33/EC, Article 10(1)(b): 12 consecutive hours"},
			{MaxConsecutiveDays, 5, "Directive 94/33/EC, Article 10(2): two days' rest, consecutive if possible"},
			{MinDaysOffPerWeek, 2, "Directive 94/33/EC, Article 10(2)"},
		},
		Rules: []Rule{
			{Kind: ShiftMinutes, Max: 8 * hour, Source: "Directive 94/33/EC, Article 8(2): 8 hours a day; Article 12: templates of more than four and a half hours need a break of 30 minutes"},
			{Kind: BarredHours, From: 22 * hour, To: 6 * hour, Source: "Directive 94/33/EC, Article 9(1)(b): no night work of adolescents from 10 p.m. to 6 a.m., or from 11 p.m. to 7 a.m."},
			{Kind: LongRest, Span: Week, Min: 36 * hour, Source: "Directive 94/33/EC, Article 10(2): at least 36 hours without a break"},
		},
	}
}

func pregnancy() Law {
	return Law{
		Code: "pregnancy",
		Lines: []Line{
			{WeeklyMaxMin, 40 * hour, "女职工劳动保护特别规定（国务院令第619号）第6条：怀孕7个月以上不得延长劳动时间"},
			{MinRestMin, 12 * hour, "a longer rest than Directive 2003/88/EC, Article 3, asks"},
			{MaxConsecutiveDays, 5, "two days off a week"},
			{MinDaysOffPerWeek, 2, "国务院关于职工工作时间的规定第7条：周休两日"},
		},
		Rules: []Rule{
			{Kind: ShiftMinutes, Max: 8 * hour, Source: "女职工劳动保护特别规定第6条：不得延长劳动时间"},
			{Kind: BarredHours, From: 22 * hour, To: 6 * hour, Source: "Directive 92/85/EEC, Article 7; 女职工劳动保护特别规定第6条：怀孕7个月以上不得安排夜班"},
		},
	}
}
