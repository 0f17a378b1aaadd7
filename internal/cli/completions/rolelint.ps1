# PowerShell completion for rolelint; put it into $PROFILE:
#   rolelint completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName rolelint -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
    if ($wordToComplete -eq '') { $words += '' }
    rolelint complete -- @words 2>$null | ForEach-Object {
        $name, $about = $_ -split "`t", 2
        if ($name -eq ':files') { return }
        if (-not $about) { $about = $name }
        [System.Management.Automation.CompletionResult]::new($name, $name, 'ParameterValue', $about)
    }
}
