package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func zipped(t *testing.T, text string) string {
	t.Helper()
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.String()
}

const erlangRows = "model,load_erl,agents,aht_s\nc,10,14,180\n"

// Every engine command reads its input the same way; erlang stands for all.
func TestATableThatCannotBeReadIsRefusedWithPlaceAndWhatWasExpected(t *testing.T) {
	whole := zipped(t, erlangRows)
	cases := []struct{ name, content, want string }{
		{"nothing", "", "F:1: the file is empty; a header line was expected"},
		{"UTF-16", "\xff\xfem\x00o\x00", "F:1: the file is UTF-16; CSV in UTF-8 was expected"},
		{"UTF-16, the other way round", "\xfe\xff\x00m\x00o", "F:1: the file is UTF-16; CSV in UTF-8 was expected"},
		{"a workbook", "PK\x03\x04\x14\x00", "F:1: the file is a workbook or a zip file; CSV in UTF-8 was expected"},
		{"bytes", "model,\x00\n", "F:1: the file is no text: it holds a byte of zero; CSV in UTF-8 was expected"},
		{"Latin-1", "model,load_erl,agents,aht_s,name\nc,10,14,180,Andr\xe9\nc,10,14,180,Zo\xeb\n",
			"F:2:name: \"Andr\\xe9\" is not in UTF-8; the whole file was expected to be\nF:3:name: \"Zo\\xeb\" is not in UTF-8; the whole file was expected to be"},
		{"a header in Latin-1", "model,load_erl,agents,aht_s,caf\xe9\nc,10,14,180,x\n", "F:1:column 5: its name \"caf\\xe9\" is not in UTF-8; the whole file was expected to be"},
		{"rows of other lengths", erlangRows + "c,10,14\nc,10,14,180,5\n",
			"F:3:row: 3 cells; 4 were expected, one for each column of the header\nF:4:row: 5 cells; 4 were expected, one for each column of the header"},
		{"a quote in a cell", erlangRows + "c,1\"0,14,180\n", "F:3:row: bare \" in non-quoted-field, at character 4 of line 3; cells as in RFC 4180 were expected"},
		{"a quote that is not closed", erlangRows + "c,\"10,14,180\n", "F:3:row: extraneous or missing \" in quoted-field, at character 14 of line 3; cells as in RFC 4180 were expected"},
		{"lines as on an old Mac", "model,load_erl,agents,aht_s\rc,10,14,180\r", "F:1:column 4: lines end in a carriage return alone; a line feed was expected"},
		{"semicolons", "model;load_erl;agents;aht_s\nc;10;14;180\n", `F:1:model: the column is missing; the header has model;load_erl;agents;aht_s, cut by ";"; commas were expected`},
		{"half a gzip file", whole[:len(whole)-12], "F: the compressed file is damaged or cut short; the whole file was expected"},
		{"a damaged gzip header", "\x1f\x8b\x00", "F: the compressed file is damaged or cut short; the whole file was expected"},
		{"a wrong checksum", whole[:len(whole)-8] + "\x00\x00\x00\x00" + whole[len(whole)-4:], "F: the compressed file is damaged or cut short; the whole file was expected"},
		{"a file that is not there", "", "F: no such file or directory; a file that can be read was expected"},
	}
	for _, c := range cases {
		dir := t.TempDir()
		in, out := filepath.Join(dir, "in.csv"), filepath.Join(dir, "out.csv")
		if c.name != "a file that is not there" {
			if err := os.WriteFile(in, []byte(c.content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		err := runErlang(in, out, false)
		var bad *badInput
		if !errors.As(err, &bad) {
			t.Errorf("%s: %v, want bad input", c.name, err)
			continue
		}
		if got := strings.ReplaceAll(bad.Error(), in, "F"); got != c.want && (c.name != "semicolons" || !strings.HasPrefix(got, c.want+"\n")) {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) > 1 {
			t.Errorf("%s left %q", c.name, left)
		}
	}
}

func TestAnyOrderlyFileIsRead(t *testing.T) {
	plain := through(t, runErlang, strings.TrimSpace(erlangRows))
	for name, content := range map[string]string{
		"a byte order mark":              "\ufeff" + erlangRows,
		"compressed":                     zipped(t, erlangRows),
		"compressed, with a mark within": zipped(t, "\ufeff"+erlangRows),
		"lines as on Windows":            strings.ReplaceAll(erlangRows, "\n", "\r\n"),
		"no end of the last line":        strings.TrimSpace(erlangRows),
		"blank lines":                    strings.ReplaceAll(erlangRows, "\n", "\n\n"),
		"quoted cells":                   "\"model\",\"load_erl\",agents,aht_s\n\"c\",10,\"14\",180\n",
	} {
		in, out := filepath.Join(t.TempDir(), "in.csv"), filepath.Join(t.TempDir(), "out.csv")
		if err := os.WriteFile(in, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := runErlang(in, out, false); err != nil {
			t.Errorf("%s: %v", name, err)
		} else if diff := cmp.Diff(plain, readRecords(t, out)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestTheOutputIsPutInPlaceWholeOrNotAtAll(t *testing.T) {
	dir := t.TempDir()
	target, link := filepath.Join(dir, "target.csv"), filepath.Join(dir, "link.csv")
	if err := os.WriteFile(target, []byte("before"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, link); err != nil {
		t.Fatal(err)
	}
	out, err := openOutput(link)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := out.WriteString("after"); err != nil {
		t.Fatal(err)
	}
	if text, _ := os.ReadFile(target); string(text) != "before" {
		t.Errorf("a half-made file already reads %q", text)
	}
	if err := out.keep(); err != nil {
		t.Fatal(err)
	}
	out.drop()
	if text, _ := os.ReadFile(target); string(text) != "after" {
		t.Errorf("the link's target reads %q, want after", text)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link was replaced: %v, %v", info, err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".muster-*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

// A device is written to; a command run by root must not put a file in its place.
func TestADeviceIsWrittenToAndNotReplaced(t *testing.T) {
	out, err := openOutput(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	if out.path != "" {
		t.Fatalf("%s would be replaced", os.DevNull)
	}
	if _, err := out.WriteString("gone"); err != nil {
		t.Fatal(err)
	}
	if err := out.keep(); err != nil {
		t.Error(err)
	}
	out.drop()
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Errorf("%s is now %v, %v", os.DevNull, info, err)
	}
}

func TestAPlaceThatCannotBeWrittenIsNamed(t *testing.T) {
	dir := t.TempDir()
	for path, want := range map[string]string{
		dir:                                   "it is a folder; a file was expected",
		filepath.Join(dir, "none", "out.csv"): "there is no folder " + filepath.Join(dir, "none"),
	} {
		if _, err := openOutput(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", path, err, want)
		}
	}
}
