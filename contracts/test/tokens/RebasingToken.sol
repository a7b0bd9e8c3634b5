// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Balances grow and shrink by themselves, as stETH's do: holders own shares of a pool.
/// @dev Amounts round down to shares, so a transfer may move up to one unit less than asked, which
/// is the other half of what makes such tokens awkward.
contract RebasingToken {
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    error InsufficientBalance(address from, uint256 balance, uint256 needed);
    error InsufficientAllowance(address spender, uint256 allowance, uint256 needed);

    string public constant name = "Rebasing Token";
    string public constant symbol = "REB";
    uint8 public immutable decimals;

    /// @notice Base units per share, 1e18 = 1.
    uint256 public indexWad = 1e18;
    uint256 public totalShares;
    mapping(address account => uint256) public sharesOf;
    mapping(address owner => mapping(address spender => uint256)) public allowance;

    constructor(uint8 decimals_) {
        decimals = decimals_;
    }

    /// @notice Multiplies every balance by `factorWad / 1e18`.
    function rebase(uint256 factorWad) external {
        indexWad = indexWad * factorWad / 1e18;
    }

    function mint(address to, uint256 amount) external {
        uint256 shares = amount * 1e18 / indexWad;
        totalShares += shares;
        sharesOf[to] += shares;
        emit Transfer(address(0), to, amount);
    }

    function approve(address spender, uint256 amount) external returns (bool) {
        allowance[msg.sender][spender] = amount;
        emit Approval(msg.sender, spender, amount);
        return true;
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        _move(msg.sender, to, amount);
        return true;
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        uint256 allowed = allowance[from][msg.sender];
        if (allowed < amount) revert InsufficientAllowance(msg.sender, allowed, amount);
        if (allowed != type(uint256).max) allowance[from][msg.sender] = allowed - amount;
        _move(from, to, amount);
        return true;
    }

    function balanceOf(address account) public view returns (uint256) {
        return sharesOf[account] * indexWad / 1e18;
    }

    function totalSupply() external view returns (uint256) {
        return totalShares * indexWad / 1e18;
    }

    function _move(address from, address to, uint256 amount) private {
        uint256 balance = balanceOf(from);
        if (balance < amount) revert InsufficientBalance(from, balance, amount);
        uint256 shares = amount * 1e18 / indexWad;
        sharesOf[from] -= shares;
        sharesOf[to] += shares;
        emit Transfer(from, to, amount);
    }
}
