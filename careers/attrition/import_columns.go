package attrition

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/muster-wfm/muster/workforce/grid"
)

// column is what a column of a file means.
type column string

// The columns. With an event a line is one event, else one employment with its exit.
const (
	colCode      column = "code"
	colEvent     column = "event"
	colDay       column = "day"
	colLastDay   column = "last_day"
	colHired     column = "hired_on"
	colLeft      column = "left_on"
	colExit      column = "exit_kind"
	colReason    column = "reason"
	colNote      column = "note"
	colSource    column = "source"
	colCost      column = "cost"
	colSite      column = "site"
	colEmployer  column = "employer"
	colTeam      column = "team"
	colAgreement column = "agreement"
	colLanguage  column = "language"
)

// headings are what files call the columns, in lower case and without blanks and signs.
var headings = map[column][]string{
	colCode:      {"code", "employeenumber", "employeeid", "personnelnumber", "personid", "staffid", "工号", "员工编号"},
	colEvent:     {"event", "eventtype", "action", "kind", "事件", "变动类型"},
	colDay:       {"day", "date", "eventdate", "effectivedate", "日期", "生效日期"},
	colLastDay:   {"lastday", "enddate", "until", "returndate", "结束日期"},
	colHired:     {"hiredon", "hiredate", "startdate", "joined", "入职日期", "入职时间"},
	colLeft:      {"lefton", "terminationdate", "leavedate", "exitdate", "employmentenddate", "离职日期", "离职时间"},
	colExit:      {"exitkind", "exittype", "terminationtype", "leavingtype", "离职类型", "离职方式"},
	colReason:    {"reason", "exitreason", "terminationreason", "leavingreason", "离职原因", "原因"},
	colNote:      {"note", "comment", "remarks", "备注"},
	colSource:    {"source", "sourceofhire", "channel", "recruitmentsource", "hiresource", "招聘渠道", "来源"},
	colCost:      {"cost", "hirecost", "costofhire", "recruitmentcost", "招聘成本"},
	colSite:      {"site", "location", "office", "地点", "职场"},
	colEmployer:  {"employer", "company", "legalentity", "公司"},
	colTeam:      {"team", "department", "班组", "部门"},
	colAgreement: {"agreement", "contracttype", "contract", "工时制度", "合同类型"},
	colLanguage:  {"language", "语言"},
}

// plain is a text as it is compared.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsPunct(r) || r == '_' {
			return -1
		}
		return unicode.ToLower(r)
	}, text)
}

func columnOf(heading string) (column, bool) {
	for c, names := range headings {
		if slices.Contains(names, plain(heading)) {
			return c, true
		}
	}
	return "", false
}

var kindWords = map[Kind][]string{
	Hired: {"hired", "hire", "join", "joined", "newhire", "rehire", "入职", "录用"},
	Left:  {"left", "exit", "termination", "terminated", "leaver", "离职"},
	Moved: {"moved", "move", "transfer", "transferred", "promotion", "调动", "转岗", "晋升"},
	Leave: {"leave", "absence", "leaveofabsence", "parentalleave", "休假", "长假"},
}

var exitWords = map[ExitKind][]string{
	Voluntary:     {"voluntary", "resignation", "resigned", "quit", "主动离职", "辞职"},
	Dismissal:     {"dismissal", "dismissed", "involuntary", "fired", "terminated", "redundancy", "被动离职", "辞退", "开除"},
	EndOfContract: {"endofcontract", "contractend", "expired", "retirement", "合同到期", "合同终止", "退休"},
	InternalMove:  {"internalmove", "internaltransfer", "transfer", "内部调动", "转岗"},
}

// wordOf finds what a text means among spellings.
func wordOf[K ~string](text string, words map[K][]string) (K, bool) {
	for k, list := range words {
		if slices.Contains(list, plain(text)) {
			return k, true
		}
	}
	return "", false
}

// reasonOf is the reason a text means; words that are none of the list are "other", and
// kept as the note.
func reasonOf(text string) (reason, note string) {
	if text == "" || slices.Contains(Reasons(), plain(text)) {
		return plain(text), ""
	}
	if at := strings.ReplaceAll(strings.ToLower(text), " ", "_"); slices.Contains(Reasons(), at) {
		return at, ""
	}
	return "other", text
}

// dayLayouts are how files write days; day before month only where a dot says so.
var dayLayouts = []string{time.DateOnly, "2006/01/02", "2006/1/2", "2006.01.02", "02.01.2006", "2.1.2006", "2006-01-02 15:04:05", "20060102", "2006年1月2日", "2 Jan 2006", "02-Jan-2006"}

// dayOf reads a day; a workbook's is a number of days since 1899-12-30.
func dayOf(text string, workbook bool) (grid.Date, bool) {
	for _, layout := range dayLayouts {
		if t, err := time.Parse(layout, text); err == nil {
			return grid.DateOf(t), true
		}
	}
	if n, err := strconv.ParseFloat(text, 64); workbook && err == nil && n > 20_000 && n < 80_000 {
		return grid.Date{Year: 1899, Month: time.December, Day: 30}.AddDays(int(n)), true
	}
	return grid.Date{}, false
}
