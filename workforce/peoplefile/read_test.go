package peoplefile

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"pgregory.net/rapid"
)

func read(t *testing.T, content string) *File {
	t.Helper()
	file, err := Read(strings.NewReader(content))
	if err != nil {
		t.Fatalf("Read(%q): %v", content, err)
	}
	return file
}

// cells shows the rows as maps, for comparison.
func cells(f *File) []map[Column]string {
	var all []map[Column]string
	for _, row := range f.Rows {
		all = append(all, row.cells)
	}
	return all
}

func TestHeadersOfPersonnelSystemsAreRecognised(t *testing.T) {
	cases := []struct {
		name, header, line string
		want               map[Column]string
		ignored            []string
	}{
		{
			name:   "Muster",
			header: "code,name,email,site,employer,team,agreement,skills,hired_on,left_on",
			line:   "1,Ann,a@b.org,LDS,OWN,T1,FULL,billing,2025-01-01,",
			want: map[Column]string{
				Code: "1", Name: "Ann", Email: "a@b.org", Site: "LDS", Employer: "OWN", Team: "T1",
				Agreement: "FULL", Skills: "billing", HiredOn: "2025-01-01", LeftOn: "",
			},
		},
		{
			name:    "any case and blanks",
			header:  " CODE , Full Name ,Hired-On",
			line:    "1, Ann ,2025-01-01",
			want:    map[Column]string{Code: "1", Name: "Ann", HiredOn: "2025-01-01"},
			ignored: nil,
		},
		{
			name:    "BambooHR",
			header:  "employeeNumber,firstName,lastName,workEmail,jobTitle,department,location,hireDate,terminationDate",
			line:    "7,Ann,Lee,a@b.org,Agent,T1,Leeds,2025-01-01,0000-00-00",
			want:    map[Column]string{Code: "7", FirstName: "Ann", LastName: "Lee", Email: "a@b.org", Team: "T1", Site: "Leeds", HiredOn: "2025-01-01", LeftOn: "0000-00-00"},
			ignored: []string{"jobTitle"},
		},
		{
			name:    "Personio",
			header:  "Personnel number;Last name;First name;Department;Position;Hire date;Contract end date;Employment end date",
			line:    "7;Lee;Ann;T1;Agent;01.02.2025;;31.12.2026",
			want:    map[Column]string{Code: "7", LastName: "Lee", FirstName: "Ann", Team: "T1", HiredOn: "01.02.2025", LeftOn: "31.12.2026"},
			ignored: []string{"Position", "Contract end date"},
		},
		{
			name:    "Workday report",
			header:  "Employee ID|Name|Department|Location|Level|Manager|Hire Date|Termination Date",
			line:    "7|Ann|T1|Leeds|3|Bo|2025-01-01|",
			want:    map[Column]string{Code: "7", Name: "Ann", Team: "T1", Site: "Leeds", HiredOn: "2025-01-01", LeftOn: ""},
			ignored: []string{"Level", "Manager"},
		},
		{
			name:   "Chinese",
			header: "工号\t姓名\t职场\t公司\t入职日期",
			line:   "7\t王芳\tCD\tOWN\t2025/1/2",
			want:   map[Column]string{Code: "7", Name: "王芳", Site: "CD", Employer: "OWN", HiredOn: "2025/1/2"},
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			file := read(t, c.header+"\n"+c.line+"\n")
			if diff := cmp.Diff([]map[Column]string{c.want}, cells(file)); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.ignored, file.Ignored); diff != "" {
				t.Errorf("ignored columns (-want +got):\n%s", diff)
			}
		})
	}
}

func TestEncodingsAreToldApart(t *testing.T) {
	western := "code,name\n1,José Müller\n2,Zoé Ångström\n3,François Lefèvre\n"
	chinese := "code,name\n1,王芳\n2,李秀英（成都）\n3,欧阳娜娜\n"
	encode := func(text string, e interface {
		String(string) (string, error)
	}) string {
		t.Helper()
		out, err := e.String(text)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	cases := []struct{ name, content, encoding, want string }{
		{"plain ASCII", "code,name\n1,Ann\n", UTF8, "Ann"},
		{"UTF-8", chinese, UTF8, "王芳"},
		{"UTF-8 with a byte order mark", "\ufeff" + chinese, UTF8, "王芳"},
		{"Windows-1252", encode(western, charmap.Windows1252.NewEncoder()), Windows1252, "José Müller"},
		{"GB18030", encode(chinese, simplifiedchinese.GB18030.NewEncoder()), GB18030, "王芳"},
		{"one Western name alone", encode("code,name\n1,Müller\n", charmap.Windows1252.NewEncoder()), Windows1252, "Müller"},
		{"one Chinese name alone", encode("code,name\n1,王芳\n", simplifiedchinese.GB18030.NewEncoder()), GB18030, "王芳"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			file := read(t, c.content)
			if file.Encoding != c.encoding || file.Rows[0].Cell(Name) != c.want {
				t.Errorf("%q: got %s, first name %q; want %s, %q", c.content, file.Encoding, file.Rows[0].Cell(Name), c.encoding, c.want)
			}
		})
	}
}

func TestUnreadableFilesSayWhereAndWhatWasExpected(t *testing.T) {
	cases := []struct {
		name, content string
		line          int
		found         string
	}{
		{"empty", "", 0, "empty"},
		{"blank", " \r\n\r\n", 0, "empty"},
		{"UTF-16", "\xff\xfec\x00o\x00", 1, "UTF-16"},
		{"a spreadsheet", "PK\x03\x04\x00\x00", 1, "zero byte"},
		{"no known encoding", "code,name\n1,Ann\n2,\x81\x8d\x8f\n", 3, "0x81"},
		{"no code column", "name,email\nAnn,a@b.org\n", 1, "name, email"},
		{"no name column", "code,first name\n1,Ann\n", 1, "code, first name"},
		{"one meaning twice", "code,name,Employee ID\n1,Ann,2\n", 1, "second column"},
		{"quote within a cell", "code,name\n1,Ann\n2,B\"ob\n", 3, "bare"},
		{"quote never closed", "code,name\n1,\"Ann\n", 2, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := Read(strings.NewReader(c.content))
			var bad *UnreadableError
			if !errors.As(err, &bad) {
				t.Fatalf("Read(%q) = %v; want *UnreadableError", c.content, err)
			}
			p := bad.Problems[0]
			if p.Line != c.line || !strings.Contains(p.Found, c.found) || p.Expected == "" {
				t.Errorf("Read(%q) says %v; want line %d, found …%s…, and what is expected", c.content, p, c.line, c.found)
			}
		})
	}
}

func TestLinesOfAnotherWidthAreListedAndTheRestIsRead(t *testing.T) {
	file := read(t, "code,name,site\n1,Ann,LDS\n2,Bo\n\n,,\n3,\"Cy\nde\",LDS\n4,Di,LDS,x\n5,Ed,LDS\n")
	var lines []int
	for _, row := range file.Rows {
		lines = append(lines, row.Line)
	}
	if diff := cmp.Diff([]int{2, 6, 9}, lines); diff != "" {
		t.Errorf("lines of rows (-want +got):\n%s", diff)
	}
	want := []Problem{{3, "", "2 cells", "3, as in the header"}, {8, "", "4 cells", "3, as in the header"}}
	if diff := cmp.Diff(want, file.Problems); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestDelimiterIsTheOneThatCutsTheHeaderMost(t *testing.T) {
	cases := map[string]rune{
		"code,name": ',', "code;name": ';', "code\tname": '\t', "code|name": '|', "code": ',',
		"code;full name, if known;site": ';',
	}
	for header, want := range cases {
		if got := delimiterOf([]byte(header + "\n1,2,3,4,5,6")); got != want {
			t.Errorf("%q: delimiter %q; want %q", header, got, want)
		}
	}
}

func TestTooManyPeopleAreRefusedWithTheLimit(t *testing.T) {
	var text strings.Builder
	text.WriteString("code,name\n")
	for range MaxRows + 1 {
		text.WriteString("1,A\n")
	}
	_, err := Read(strings.NewReader(text.String()))
	if err == nil || !strings.Contains(err.Error(), "100,000") {
		t.Errorf("got %v; want a refusal that names the limit", err)
	}
}

// Whatever text the cells hold, a properly written file reads back as it was.
func TestWhatIsWrittenIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfN(rapid.StringMatching(`[A-Za-z0-9 ,;"éü王芳]{0,8}x`), 1, 20).Draw(t, "names")
		var text strings.Builder
		text.WriteString("code,name\n")
		for _, name := range names {
			text.WriteString(`c,"` + strings.ReplaceAll(name, `"`, `""`) + "\"\n")
		}
		file, err := Read(strings.NewReader(text.String()))
		if err != nil {
			t.Fatalf("%q: %v", text.String(), err)
		}
		for i, row := range file.Rows {
			if want := strings.TrimSpace(names[i]); row.Cell(Name) != want || row.Line != i+2 {
				t.Fatalf("row %d: line %d, name %q; want line %d, %q", i, row.Line, row.Cell(Name), i+2, want)
			}
		}
		if len(file.Rows) != len(names) {
			t.Fatalf("%d rows; want %d", len(file.Rows), len(names))
		}
	})
}

// Any bytes at all are either read or refused with a reason, and every row has
// a line within the file.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"code,name\n1,Ann\n", "\ufeffcode;name\r\n1;\"A\"\"nn\"\r\n", "code,name\n1,\xcd\xf5\xb7\xbc\n", "code,name\n1,Jos\xe9\n",
		"code|name\n|\n", "\xff\xfe", "code,name\n\"", "code\tname\n1\t2\t3\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		file, err := Read(strings.NewReader(string(content)))
		var bad *UnreadableError
		if err != nil {
			if !errors.As(err, &bad) || len(bad.Problems) == 0 {
				t.Fatalf("%q: %v; want *UnreadableError with a problem", content, err)
			}
			return
		}
		lines := strings.Count(string(content), "\n") + 1
		for _, row := range file.Rows {
			if row.Line < 2 || row.Line > lines {
				t.Errorf("%q: row at line %d of %d", content, row.Line, lines)
			}
		}
	})
}
