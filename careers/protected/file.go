package protected

import (
	"context"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/peoplefile"
)

// FileReport is what a file of attributes did, or in a dry run would do. It tells of the
// file and of nothing that is kept: were it to say which lines are new, a file of guesses
// would find out everybody's group.
type FileReport struct {
	DryRun, Written bool
	Encoding        string
	Ignored         []string // columns that mean nothing here
	Lines           int
	Attributes      []FileAttribute
	Faults          []FileFault
}

// FileAttribute is what a file says of an attribute.
type FileAttribute struct {
	Name    string
	Groups  []FileGroup // by name
	Removed int         // people whose group it takes away
}

// FileGroup is how many people a file puts in a group.
type FileGroup struct {
	Name   string
	People int
}

// FileFault is what is wrong with a file at a line; line 1 is its header.
type FileFault struct {
	Line   int
	Column string // as the header spells it
	Found  string
	Kind   FileFaultKind
}

// FileFaultKind is why a line cannot be taken in.
type FileFaultKind string

// The kinds of fault.
const (
	NoColumn    FileFaultKind = "no_column"    // Column is the name of one that is missing
	NoLines     FileFaultKind = "no_lines"     // nothing below the header
	NoPerson    FileFaultKind = "no_person"    // nobody has this personnel number
	NoAttribute FileFaultKind = "no_attribute" // nothing stands there
	TooLong     FileFaultKind = "too_long"     // more than 60 characters
	Again       FileFaultKind = "again"        // the same attribute of the same person for a second time
)

// FileFaultKinds lists them.
func FileFaultKinds() []FileFaultKind {
	return []FileFaultKind{NoColumn, NoLines, NoPerson, NoAttribute, TooLong, Again}
}

// longest is how many characters an attribute and a group may have.
const longest = 60

// column is what a column of the file means.
type column string

const (
	colCode      column = "code"
	colAttribute column = "attribute"
	colGroup     column = "group"
)

func columns() []column { return []column{colCode, colAttribute, colGroup} }

// headings are what files call the columns, see [plain].
var headings = map[string]column{
	"code": colCode, "personcode": colCode, "employeenumber": colCode, "employeeid": colCode, "personnelnumber": colCode, "工号": colCode, "员工编号": colCode,
	"attribute": colAttribute, "属性": colAttribute, "项目": colAttribute,
	"group": colGroup, "value": colGroup, "组别": colGroup, "群体": colGroup, "取值": colGroup,
}

// attributeWords bring what files call the usual attributes to one name, so that no two
// files make two of them.
var attributeWords = map[string]string{
	"sex": "sex", "gender": "sex", "性别": "sex",
	"age": "age", "agegroup": "age", "年龄": "age", "年龄段": "age",
	"education": "education", "学历": "education",
	"origin": "origin", "籍贯": "origin", "来源地": "origin",
	"disability": "disability", "残疾": "disability",
}

// plain is a text as it is compared: in lower case, without blanks and signs.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsPunct(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, text)
}

// Import reads a file of a line a person and attribute: personnel number, attribute,
// group; an empty group takes somebody's away. It is all or nothing: one line that cannot
// be, and nothing is written. A dry run tells what would be.
func (a *Audit) Import(ctx context.Context, scope auth.Scope, r io.Reader, fileName string, dryRun bool) (FileReport, error) {
	report := FileReport{DryRun: dryRun}
	if err := scope.Require(auth.ManageCareers); err != nil {
		return report, err
	}
	sheet, err := peoplefile.ReadSheet(r)
	if err != nil {
		return report, err
	}
	people, err := a.books.People.Find(ctx, scope, workforce.Filter{})
	if err != nil {
		return report, err
	}
	file := read(sheet, people)
	report.Encoding, report.Lines, report.Ignored, report.Faults = sheet.Encoding, len(sheet.Lines), file.ignored, file.faults
	if len(file.faults) > 0 {
		return report, nil
	}
	report.Attributes = file.attributes()
	if dryRun {
		return report, nil
	}
	err = a.store.InTx(ctx, scope, func(ctx context.Context) error {
		for _, told := range report.Attributes {
			if err := a.store.Put(ctx, scope, told.Name, file.values[told.Name]); err != nil {
				return err
			}
			if err := a.books.Journal.Record(ctx, scope, "protected.put", "protected:0", map[string]any{"attribute": told.Name, "people": len(file.values[told.Name]), "file": fileName}); err != nil {
				return err
			}
		}
		return nil
	})
	report.Written = err == nil
	return report, err
}

// reading turns lines into groups of people.
type reading struct {
	at      map[column]int
	header  []string
	ignored []string
	person  map[string]int64            // by personnel number
	values  map[string]map[int64]string // group by attribute and person
	faults  []FileFault
}

func read(sheet *peoplefile.Sheet, people []workforce.Person) *reading {
	r := &reading{at: map[column]int{}, header: sheet.Header, person: map[string]int64{}, values: map[string]map[int64]string{}}
	for i, heading := range sheet.Header {
		c, known := headings[plain(heading)]
		if _, twice := r.at[c]; !known || twice {
			r.ignored = append(r.ignored, heading)
			continue
		}
		r.at[c] = i
	}
	for _, c := range columns() {
		if _, has := r.at[c]; !has {
			r.faults = append(r.faults, FileFault{Line: 1, Column: string(c), Found: strings.Join(sheet.Header, ", "), Kind: NoColumn})
		}
	}
	if len(r.faults) > 0 {
		return r
	}
	if len(sheet.Lines) == 0 {
		r.faults = []FileFault{{Line: 1, Kind: NoLines}}
		return r
	}
	for _, p := range people {
		r.person[p.Code] = p.ID
	}
	for _, line := range sheet.Lines {
		r.line(line)
	}
	return r
}

// line takes a line in, or says what is wrong with it.
func (r *reading) line(line peoplefile.Line) {
	cell := func(c column) string { return line.Cells[r.at[c]] }
	before := len(r.faults)
	wrong := func(found bool, c column, kind FileFaultKind) {
		if found {
			r.faults = append(r.faults, FileFault{line.Number, r.header[r.at[c]], cell(c), kind})
		}
	}
	attribute, group := attributeOf(cell(colAttribute)), cell(colGroup)
	person, known := r.person[cell(colCode)]
	wrong(!known, colCode, NoPerson)
	wrong(attribute == "", colAttribute, NoAttribute)
	wrong(utf8.RuneCountInString(attribute) > longest, colAttribute, TooLong)
	wrong(utf8.RuneCountInString(group) > longest, colGroup, TooLong)
	_, told := r.values[attribute][person]
	wrong(known && told, colCode, Again)
	if len(r.faults) > before {
		return
	}
	if r.values[attribute] == nil {
		r.values[attribute] = map[int64]string{}
	}
	r.values[attribute][person] = group
}

func attributeOf(text string) string {
	if word, usual := attributeWords[plain(text)]; usual {
		return word
	}
	return text
}

// attributes are what the file says of each, by name.
func (r *reading) attributes() (out []FileAttribute) {
	for name, values := range r.values {
		told := FileAttribute{Name: name}
		people := map[string]int{}
		for _, group := range values {
			if group == "" {
				told.Removed++
				continue
			}
			people[group]++
		}
		for group, n := range people {
			told.Groups = append(told.Groups, FileGroup{group, n})
		}
		slices.SortFunc(told.Groups, func(a, b FileGroup) int { return strings.Compare(a.Name, b.Name) })
		out = append(out, told)
	}
	slices.SortFunc(out, func(a, b FileAttribute) int { return strings.Compare(a.Name, b.Name) })
	return out
}
