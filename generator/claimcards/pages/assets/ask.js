/* A field on a page that opens the search in the header, whichever that is: it gives the key
   that opens it, and if nothing answers, the place to type. */
document.querySelectorAll("[data-claimcards-open-search]").forEach((button) => {
  button.addEventListener("click", () => {
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "/", code: "Slash", bubbles: true, cancelable: true }));
    setTimeout(() => {
      const typing = document.activeElement && document.activeElement.matches("input, textarea, [role=searchbox]");
      const field = document.querySelector(".md-header input:is([type=search], [type=text])");
      if (!typing && field) field.focus();
    });
  });
});
