package api

import (
	"embed"

	"github.com/gin-gonic/gin"
)

// The page that shows the description comes with the program: it loads nothing
// from elsewhere, which the security headers would refuse anyway.
//
//go:embed docs/index.html docs/docs.css docs/docs.js
var docsFiles embed.FS

func (s *Server) serveDocs(router *gin.Engine, description []byte) {
	router.GET("/api/openapi.json", documents("application/openapi+json", description))
	for address, name := range map[string]string{
		"/api/docs":          "docs/index.html",
		"/api/docs/docs.css": "docs/docs.css",
		"/api/docs/docs.js":  "docs/docs.js",
	} {
		body, err := docsFiles.ReadFile(name)
		if err != nil {
			panic("api: " + err.Error()) // the file is compiled in
		}
		router.GET(address, documents(typeOf(name), body))
	}
}
