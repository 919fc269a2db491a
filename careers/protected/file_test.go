package protected

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/peoplefile"
)

func sheetOf(t *testing.T, text string) *peoplefile.Sheet {
	t.Helper()
	sheet, err := peoplefile.ReadSheet(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return sheet
}

var staff = []workforce.Person{{ID: 10, Code: "A1"}, {ID: 11, Code: "A2"}, {ID: 12, Code: "A3"}}

// 004-08: groups come under the headings of either language, one attribute has one name,
// and an empty group takes somebody's away.
func TestAFileOfGroupsIsRead(t *testing.T) {
	file := read(sheetOf(t, "工号;属性;组别;备注\nA1;学历;本科;\nA2;Education;大专;x\nA3;education;;\nA1;Gender;女;\n"), staff)
	if len(file.faults) > 0 {
		t.Fatal(file.faults)
	}
	want := map[string]map[int64]string{"education": {10: "本科", 11: "大专", 12: ""}, "sex": {10: "女"}}
	if diff := cmp.Diff(want, file.values); diff != "" {
		t.Error(diff)
	}
	told := []FileAttribute{
		{Name: "education", Groups: []FileGroup{{"大专", 1}, {"本科", 1}}, Removed: 1},
		{Name: "sex", Groups: []FileGroup{{"女", 1}}},
	}
	if diff := cmp.Diff(told, file.attributes()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"备注"}, file.ignored); diff != "" {
		t.Error(diff)
	}
}

func TestEveryFaultOfAFileOfGroupsIsNamedWithItsLine(t *testing.T) {
	long := strings.Repeat("年", longest+1)
	for name, c := range map[string]struct {
		text string
		want []FileFault
	}{
		"columns missing": {"person,group\nA1,women\n", []FileFault{{1, "code", "person, group", NoColumn}, {1, "attribute", "person, group", NoColumn}}},
		"nothing below":   {"code,attribute,group\n", []FileFault{{Line: 1, Kind: NoLines}}},
		"all at once": {"code,attribute,group\nA9,sex,women\n,,\nA1,,women\nA1,sex,women\nA1,gender,men\nA2,sex," + long + "\nA2," + long + ",x\n", []FileFault{
			{2, "code", "A9", NoPerson}, {4, "attribute", "", NoAttribute}, {6, "code", "A1", Again}, {7, "group", long, TooLong}, {8, "attribute", long, TooLong},
		}},
		"a line may have two": {"code,attribute,group\nA9,,women\n", []FileFault{{2, "code", "A9", NoPerson}, {2, "attribute", "", NoAttribute}}},
	} {
		if diff := cmp.Diff(c.want, read(sheetOf(t, c.text), staff).faults); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}
